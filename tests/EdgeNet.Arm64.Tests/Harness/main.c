/*
 * main NETWORK INPUT WEIGHTS OUTPUT [INPUT_LENGTH]: runs one network once on files of raw floats.
 * Exit code 1: wrong usage or files; 2: memory outside the workspace or the output was written; 3: the runtime was called.
 * INPUT_LENGTH is claimed of the input instead of its true length, to see that the code's own check reports it.
 */
#include "network.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GUARD = 64 };
static const unsigned char guard_byte = 0xA5;

static _Noreturn void fail(int code, const char *what, const char *which)
{
    fprintf(stderr, "%s: %s\n", what, which);
    exit(code);
}

/* Floats with guards on both sides, aligned as the runtime aligns them. */
static float *allocate(int length)
{
    size_t bytes = ((size_t)length + 2 * GUARD) * sizeof(float);
    float *memory = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (!memory) fail(1, "no memory for", "a buffer");
    memset(memory, guard_byte, bytes);
    return memory + GUARD;
}

static void check_guards(const float *memory, int length, const char *name)
{
    const unsigned char *before = (const unsigned char *)(memory - GUARD), *after = (const unsigned char *)(memory + length);
    for (size_t i = 0; i < GUARD * sizeof(float); i++)
        if (before[i] != guard_byte || after[i] != guard_byte) fail(2, "written outside", name);
}

static float *read_floats(const char *path, int length)
{
    float *memory = allocate(length);
    FILE *file = fopen(path, "rb");
    if (!file) fail(1, "cannot open", path);
    if (fread(memory, sizeof(float), length, file) != (size_t)length || fgetc(file) != EOF) fail(1, "wrong length", path);
    fclose(file);
    return memory;
}

int main(int argc, char **argv)
{
    if (argc < 5) fail(1, "usage", "NETWORK INPUT WEIGHTS OUTPUT [INPUT_LENGTH]");
    const struct network *network = networks;
    while (network < networks + network_count && strcmp(network->name, argv[1])) network++;
    if (network == networks + network_count) fail(1, "no such network", argv[1]);

    float *input = read_floats(argv[2], network->input_length);
    float *weights = read_floats(argv[3], network->weights_length);
    float *workspace = allocate(network->workspace_length), *output = allocate(network->output_length);
    /* What is read without having been written must show. */
    for (int i = 0; i < network->workspace_length; i++) workspace[i] = NAN;

    network->infer(input, argc > 5 ? atoi(argv[5]) : network->input_length, weights, network->weights_length,
                   workspace, network->workspace_length, output, network->output_length);

    check_guards(input, network->input_length, "the input");
    check_guards(weights, network->weights_length, "the weights");
    check_guards(workspace, network->workspace_length, "the workspace");
    check_guards(output, network->output_length, "the output");
    FILE *file = fopen(argv[4], "wb");
    if (!file) fail(1, "cannot open", argv[4]);
    if (fwrite(output, sizeof(float), network->output_length, file) != (size_t)network->output_length || fclose(file)) fail(1, "cannot write", argv[4]);
    return 0;
}
