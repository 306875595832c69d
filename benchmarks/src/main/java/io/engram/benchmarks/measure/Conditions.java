package io.engram.benchmarks.measure;

import io.engram.benchmarks.contender.Cast;
import io.engram.benchmarks.images.SampleImages;
import io.engram.benchmarks.stage.Stage;
import io.engram.cli.console.Console;

/**
 * What is the same for all contenders of a comparison.
 *
 * @param name of the comparison's groups; no other comparison on the stage has it
 */
public record Conditions(
    Stage stage,
    Cast cast,
    SampleImages samples,
    Extent extent,
    Console console,
    Attempts attempts,
    String name) {}
