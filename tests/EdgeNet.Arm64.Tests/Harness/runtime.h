/* Stands in for the NativeAOT runtime under code that needs none: whatever else the code calls is an error, reported by name. */

/* Ends the program with exit code 3 and the name of the runtime's function that was called. */
_Noreturn void runtime_called(const char *function);
