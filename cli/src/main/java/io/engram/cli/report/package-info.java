/**
 * The demo's report: one HTML file that needs nothing else, neither network nor library.
 *
 * <p>{@link io.engram.cli.report.Report} is what it says; {@link io.engram.cli.report.ReportPage}
 * writes it, image by image, so that the page is never in memory as a whole. The images are
 * previews inside the file.
 */
package io.engram.cli.report;
