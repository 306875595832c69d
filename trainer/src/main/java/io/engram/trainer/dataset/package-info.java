/**
 * Photographs with what people remember of them, on disk and in memory.
 *
 * <p>{@link io.engram.trainer.dataset.Inventory} looks through a folder or a zip file and
 * recognises its {@link io.engram.trainer.dataset.Layout}. What it finds becomes a {@link
 * io.engram.trainer.dataset.Dataset} if it is sound: a {@link
 * io.engram.trainer.dataset.DatasetDirectory} of photographs and maps, or {@link
 * io.engram.trainer.dataset.ScoredImages}. Names in lists are looked up in the inventory and never
 * followed as paths.
 *
 * <pre>
 * folder, zip -> Inventory -> Dataset -> PairReader -> cache.PairCache -> List of Pair
 *                         \-> check.DatasetCheck -> CheckReport
 * </pre>
 *
 * <p>{@link io.engram.trainer.dataset.PairReader} decodes each photograph and its map at a working
 * size, through the same decoder that serving uses; {@link io.engram.trainer.dataset.DrawnDataset}
 * makes a data set for those who have none.
 */
package io.engram.trainer.dataset;
