package io.engram.imaging.regions;

/** What a region is; found regions come before named ones. */
public enum RegionKind {
  /** People will remember it. */
  TRUE_SCHEMA,
  /** People will believe that they remember it. */
  FALSE_SCHEMA,
  /** Somebody named it. */
  OF_INTEREST
}
