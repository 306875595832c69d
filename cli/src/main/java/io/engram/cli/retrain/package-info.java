/** {@code engram retrain}: trains a challenger whenever the data has a new version. */
package io.engram.cli.retrain;
