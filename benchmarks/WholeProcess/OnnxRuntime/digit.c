// digit LIBRARY MODEL FILE: as WholeProcess/EdgeNet, by ONNX Runtime's C API: reads 1,024 floats, a 32×32 picture of a digit, and prints which
// it is and how certainly. Functions are taken from the API's table by their place in it, which never changes
// (https://onnxruntime.ai/docs/api/c/struct_ort_api.html): the header is not part of every package of ONNX Runtime.
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { GetErrorMessage = 2, CreateEnv = 3, CreateSession = 7, Run = 9, CreateSessionOptions = 10, SetIntraOpNumThreads = 24,
       CreateTensorWithData = 49, CreateCpuMemoryInfo = 69 };

static void **api;

static void check(void *status)
{
    if (!status) return;
    fprintf(stderr, "%s\n", ((const char *(*)(void *))api[GetErrorMessage])(status));
    exit(1);
}

#define CALL(slot, types, ...) check(((void *(*) types)api[slot])(__VA_ARGS__))

int main(int count, char **arguments)
{
    float picture[1024], output[10];
    FILE *file = count == 4 ? fopen(arguments[3], "rb") : NULL;
    if (!file || fread(picture, sizeof(float), 1024, file) != 1024) return 2;
    fclose(file);

    void *library = dlopen(arguments[1], RTLD_NOW);
    if (!library) { fprintf(stderr, "%s\n", dlerror()); return 1; }
    void **base = ((void **(*)(void))dlsym(library, "OrtGetApiBase"))();
    api = ((void **(*)(uint32_t))base[0])(1);

    void *environment, *options, *session, *memory, *input, *answer;
    CALL(CreateEnv, (int, const char *, void **), 3, "digit", &environment);
    CALL(CreateSessionOptions, (void **), &options);
    CALL(SetIntraOpNumThreads, (void *, int), options, 1);
    CALL(CreateSession, (void *, const char *, void *, void **), environment, arguments[2], options, &session);
    CALL(CreateCpuMemoryInfo, (int, int, void **), 0, 0, &memory);
    int64_t in[] = { 1, 1, 32, 32 }, out[] = { 1, 10 };
    CALL(CreateTensorWithData, (void *, void *, size_t, const int64_t *, size_t, int, void **), memory, picture, sizeof picture, in, 4, 1, &input);
    CALL(CreateTensorWithData, (void *, void *, size_t, const int64_t *, size_t, int, void **), memory, output, sizeof output, out, 2, 1, &answer);
    const char *inputs[] = { "input" }, *outputs[] = { "softmax1" };
    CALL(Run, (void *, void *, const char *const *, void *const *, size_t, const char *const *, size_t, void **), session, NULL, inputs, &input, 1,
        outputs, 1, &answer);

    int best = 0;
    for (int i = 1; i < 10; i++) if (output[i] > output[best]) best = i;
    printf("%d %.4f\n", best, output[best]);
    return 0;
}
