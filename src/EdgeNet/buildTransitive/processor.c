/*
 * Compiled by the C compiler that links a program (EdgeNet.targets): before anything of .NET runs, tells the user of a processor that lacks
 * instructions which the program was compiled for. Without this the runtime would abort, with a core dump and without a word on which and why.
 *
 * EDGENET_X86_64_LEVEL is 2, 3 or 4, the microarchitecture level (System V ABI, AMD64 supplement, 3.1.1) that IlcInstructionSet names; of a level's
 * instructions those are required that NativeAOT uses. Asking takes a few hundred nanoseconds, in a virtual machine some 40 microseconds.
 */
#define _GNU_SOURCE
#include <cpuid.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LEAF_1_ECX, LEAF_7_EBX, LEAF_EXTENDED_ECX, REGISTERS };

/* Bits by Intel's Software Developer's Manual, volume 2, CPUID, and AMD's for the extended leaf. */
static const struct { const char *name; int level, where, bit; } features[] = {
    { "SSE3", 2, LEAF_1_ECX, 0 }, { "SSSE3", 2, LEAF_1_ECX, 9 }, { "SSE4.1", 2, LEAF_1_ECX, 19 }, { "SSE4.2", 2, LEAF_1_ECX, 20 },
    { "POPCNT", 2, LEAF_1_ECX, 23 },
    { "AVX", 3, LEAF_1_ECX, 28 }, { "AVX2", 3, LEAF_7_EBX, 5 }, { "FMA", 3, LEAF_1_ECX, 12 }, { "BMI1", 3, LEAF_7_EBX, 3 }, { "BMI2", 3, LEAF_7_EBX, 8 },
    { "LZCNT", 3, LEAF_EXTENDED_ECX, 5 }, { "MOVBE", 3, LEAF_1_ECX, 22 },
    { "AVX512F", 4, LEAF_7_EBX, 16 }, { "AVX512BW", 4, LEAF_7_EBX, 30 }, { "AVX512CD", 4, LEAF_7_EBX, 28 }, { "AVX512DQ", 4, LEAF_7_EBX, 17 },
    { "AVX512VL", 4, LEAF_7_EBX, 31 },
};

/* Register states that the operating system saves (XCR0), all of which a level needs: SSE and AVX; opmasks and the rest of the ZMM registers. */
enum { OSXSAVE = 27, AVX_STATE = 0x06, AVX512_STATE = 0xE6 };

static const char *program_name(void)
{
#if defined(__APPLE__) || defined(__FreeBSD__)
    return getprogname();
#else
    return program_invocation_short_name;
#endif
}

static void say(const char *text)
{
    if (write(STDERR_FILENO, text, strlen(text)) < 0) _exit(1);
}

/* Says NativeAOT's name of a level; the first one's ends before the "-v". */
static void say_level(int level)
{
    char name[] = "x86-64-v?";
    if (level < 2) name[sizeof name - 4] = 0;
    else name[sizeof name - 2] = (char)('0' + level);
    say(name);
}

/* Says what is missing, in a list that the first call begins. */
static void lacks(const char *what, int is_first)
{
    if (is_first) say(program_name());
    say(is_first ? ": this processor lacks " : ", ");
    say(what);
}

__attribute__((constructor(101))) static void check_processor(void)
{
    unsigned registers[REGISTERS] = { 0 }, a, b, c, d;
    if (__get_cpuid(1, &a, &b, &c, &d)) registers[LEAF_1_ECX] = c;
    if (__get_cpuid_count(7, 0, &a, &b, &c, &d)) registers[LEAF_7_EBX] = b;
    if (__get_cpuid(0x80000001, &a, &b, &c, &d)) registers[LEAF_EXTENDED_ECX] = c;

    /* The level that the processor has: features come by level. */
    int has = EDGENET_X86_64_LEVEL;
    for (size_t i = 0; i < sizeof features / sizeof *features && features[i].level <= EDGENET_X86_64_LEVEL; i++) {
        if (registers[features[i].where] >> features[i].bit & 1) continue;
        lacks(features[i].name, has == EDGENET_X86_64_LEVEL);
        if (has >= features[i].level) has = features[i].level - 1;
    }

    if (has >= 3) {
        unsigned saved = 0, high;
        if (registers[LEAF_1_ECX] >> OSXSAVE & 1) __asm__("xgetbv" : "=a"(saved), "=d"(high) : "c"(0));
        int saves = (saved & AVX_STATE) != AVX_STATE ? 2 : (saved & AVX512_STATE) != AVX512_STATE ? 3 : 4;
        if (saves < has) {
            lacks("an operating system that saves its vector registers", has == EDGENET_X86_64_LEVEL);
            has = saves;
        }
    }

    if (has == EDGENET_X86_64_LEVEL) return;
    say("; the program was compiled for ");
    say_level(EDGENET_X86_64_LEVEL);
    say(". To run it here, publish it with -p:IlcInstructionSet=");
    say_level(has);
    say(".\n");
    _exit(1);
}
