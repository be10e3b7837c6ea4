/* One compiled network, as the table that the test writes beside the harness lists it. */
struct network {
    const char *name;
    void (*infer)(const float *input, int input_length, const float *weights, int weights_length,
                  float *workspace, int workspace_length, float *output, int output_length);
    int input_length, weights_length, workspace_length, output_length;
};

extern const struct network networks[];
extern const int network_count;
