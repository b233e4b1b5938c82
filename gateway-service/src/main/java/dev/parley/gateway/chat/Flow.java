package dev.parley.gateway.chat;

/** Holds an answer back while its listener cannot take more. Called on the context on which it is heard. */
public interface Flow {

    /** No more than what is here. A listener that stays so for longer than a client may take nothing is cut. */
    void pause();

    /** Go on. */
    void resume();
}
