package dev.parley.testkit.planted.naming;

/** Only resembles a banned ending. */
public final class Managers {}
