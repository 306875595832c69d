/**
 * What a training step does: {@link io.engram.trainer.strategy.Supervised} learns from people's
 * maps alone, {@link io.engram.trainer.strategy.Adversarial} from a discriminator as well, {@link
 * io.engram.trainer.strategy.Distilled} from earlier models as well.
 *
 * <pre>
 * Strategy.step --+-- forward and backward passes, as in the equations of its Javadoc
 *                 `-- Learner.learn: gradient -> clip -> Optimiser -> weights, one for each network
 * </pre>
 *
 * <p>{@link io.engram.trainer.strategy.Losses} are tracked for both networks of a GAN; an epoch in
 * which one of them stays near zero is a {@link io.engram.trainer.strategy.Collapse}.
 */
package io.engram.trainer.strategy;
