package dev.parley.simulatednode.options;

import org.jspecify.annotations.Nullable;

/**
 * The options that are fixed when a model is loaded; another value means a reload.
 *
 * @param numCtx context per request; 0 when the request leaves it to the node
 * @param numBatch batch size, 512 unless set
 * @param numGpu layers on the GPU; null when unset, which never asks for a reload
 * @param mainGpu index of the GPU, 0 unless set
 * @param useMmap null when unset, which never asks for a reload
 * @param numThread threads, 0 unless set
 * @param draftNumPredict tokens of a draft model, 4 unless set
 * @param shift whether the context slides at its end, true unless set
 */
public record RunnerOptions(
        int numCtx,
        int numBatch,
        @Nullable Integer numGpu,
        int mainGpu,
        @Nullable Boolean useMmap,
        int numThread,
        int draftNumPredict,
        boolean shift) {

    public static final RunnerOptions DEFAULTS = new RunnerOptions(0, 512, null, 0, null, 0, 4, true);

    public RunnerOptions withNumCtx(int value) {
        return new RunnerOptions(value, numBatch, numGpu, mainGpu, useMmap, numThread, draftNumPredict, shift);
    }

    public RunnerOptions withShift(boolean value) {
        return new RunnerOptions(numCtx, numBatch, numGpu, mainGpu, useMmap, numThread, draftNumPredict, value);
    }

    /** Whether an instance loaded with these options serves a request with those (contexts are compared apart). */
    public boolean serves(RunnerOptions wanted) {
        return numBatch == wanted.numBatch
                && mainGpu == wanted.mainGpu
                && numThread == wanted.numThread
                && draftNumPredict == wanted.draftNumPredict
                && shift == wanted.shift
                && (wanted.numGpu == null || wanted.numGpu.equals(numGpu))
                && (wanted.useMmap == null || wanted.useMmap.equals(useMmap));
    }
}
