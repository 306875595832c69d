/**
 * The broker and the registry that a command talks to: the options that name them, and the Kafka
 * clients that reach them. Every client is opened here, so that all of them are set up alike.
 */
package io.engram.cli.connection;
