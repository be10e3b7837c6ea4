#!/usr/bin/env bash
# run.sh [NETWORK…]: every network against ONNX Runtime and plain C in one run, then a whole process, a build, and NativeAOT against the JIT; prints
# it and writes it to benchmarks/RESULTS.md with the machine it ran on. Takes eleven minutes on a quiet machine. Needs the .NET SDK, gcc and GNU time.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."
for tool in dotnet gcc /usr/bin/time; do
    command -v "$tool" >/dev/null || { echo "run.sh needs $tool, which is not here." >&2; exit 1; }
done
start=$SECONDS
shown() { tee >(cat >&2); } # on the error stream, as it comes

table=$(dotnet run -c Release --project benchmarks/EdgeNet.Benchmarks -- peers "$@" | shown)
[ $# -eq 0 ] || exit 0 # a part of the networks is for looking, not for the record
process=$(benchmarks/process.sh | shown)
build=$(benchmarks/buildtime.sh 2>/dev/null | grep '^round' | shown)
aot=$(benchmarks/aot.sh | shown)

{
    echo '# Results'
    echo
    echo 'Written by `benchmarks/run.sh`; what the columns mean is in [README.md](README.md).'
    echo
    echo "Machine: $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(. /etc/os-release && echo "$PRETTY_NAME"), load $(cut -d ' ' -f 1 /proc/loadavg) at the end of $(((SECONDS - start) / 60)) minutes, $(date -u +%Y-%m-%d)."
    echo
    echo "$table"
    echo
    echo 'One digit, whole process (`benchmarks/process.sh`):'
    echo
    echo "$process"
    echo
    echo 'Building a project with AlexNet, and an empty one (`benchmarks/buildtime.sh`):'
    echo
    echo "$build" | sed 's/^/- /'
    echo
    echo 'NativeAOT against the JIT (`benchmarks/aot.sh`):'
    echo
    echo "$aot"
} >benchmarks/RESULTS.md
