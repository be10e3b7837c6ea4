#include "runtime.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Read by compiled code: the canary of buffers on the stack, whether a collection waits (never), optional instructions (none). */
uint64_t __security_cookie = 0x1122334455667788;
int32_t RhpTrapThreads = 0;
int32_t g_cpuFeatures = 0;

/* The way from C into managed code and back, and from there into memset and memmove: with one thread and no collector, nothing to do. */
void RhpReversePInvoke(void *frame) { (void)frame; }
void RhpReversePInvokeReturn(void *frame) { (void)frame; }
void RhpPInvoke(void *frame) { (void)frame; }
void RhpPInvokeReturn(void *frame) { (void)frame; }

void runtime_called(const char *function)
{
    fprintf(stderr, "runtime call: %s\n", function);
    exit(3);
}
