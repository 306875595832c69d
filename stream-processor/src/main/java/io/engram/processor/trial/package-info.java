/**
 * Models on trial beside the one that serves. A canary scores a share of the images instead of it,
 * a shadow as well as it, and nobody waits for a shadow. {@link io.engram.processor.trial.Trial}
 * says which images, and adds up what is seen.
 */
package io.engram.processor.trial;
