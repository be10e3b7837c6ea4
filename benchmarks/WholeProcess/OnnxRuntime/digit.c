// digit MODEL FILE: as WholeProcess/EdgeNet, by ONNX Runtime's C API: reads 1,024 floats, a 32×32 picture of a digit, and prints which it is
// and how certainly. The header and the library are those of the package Microsoft.ML.OnnxRuntime.
#include <onnxruntime_c_api.h>
#include <stdio.h>
#include <stdlib.h>

static const OrtApi *ort;

static void check(OrtStatus *status)
{
    if (!status) return;
    fprintf(stderr, "%s\n", ort->GetErrorMessage(status));
    exit(1);
}

int main(int count, char **arguments)
{
    float picture[1024], output[10];
    FILE *file = count == 3 ? fopen(arguments[2], "rb") : NULL;
    if (!file || fread(picture, sizeof(float), 1024, file) != 1024) return 2;
    fclose(file);

    ort = OrtGetApiBase()->GetApi(ORT_API_VERSION);
    if (!ort) return 1;

    OrtEnv *environment;
    OrtSessionOptions *options;
    OrtSession *session;
    OrtMemoryInfo *memory;
    OrtValue *input, *answer;
    check(ort->CreateEnv(ORT_LOGGING_LEVEL_ERROR, "digit", &environment));
    check(ort->CreateSessionOptions(&options));
    check(ort->SetIntraOpNumThreads(options, 1));
    check(ort->CreateSession(environment, arguments[1], options, &session));
    check(ort->CreateCpuMemoryInfo(OrtDeviceAllocator, OrtMemTypeDefault, &memory));
    const int64_t in[] = { 1, 1, 32, 32 }, out[] = { 1, 10 };
    check(ort->CreateTensorWithDataAsOrtValue(memory, picture, sizeof picture, in, 4, ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, &input));
    check(ort->CreateTensorWithDataAsOrtValue(memory, output, sizeof output, out, 2, ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, &answer));
    const char *const inputs[] = { "input" }, *const outputs[] = { "softmax1" };
    check(ort->Run(session, NULL, inputs, (const OrtValue *const *)&input, 1, outputs, 1, &answer));

    int best = 0;
    for (int i = 1; i < 10; i++) if (output[i] > output[best]) best = i;
    printf("%d %.4f\n", best, output[best]);
    return 0;
}
