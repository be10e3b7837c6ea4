#!/usr/bin/env bash
# process.sh [RUNS]: a whole program that reads one digit, published with NativeAOT, against a C program that does the same by ONNX Runtime:
#   size             of all files that go to the device
#   start to answer  wall time of the process, in turns; the median of RUNS (51 unless given) after one of each that fills the page cache
#   peak memory      maximum resident set (GNU time's %M), the worst of five
#   page faults      minor and major (%R, %F), the median of five
# The C program is built with the header and the library of the package Microsoft.ML.OnnxRuntime. Needs the .NET SDK, gcc and GNU time.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."
runs=${1:-51}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -x /usr/bin/time ] || { echo "GNU time is missing: apt-get install time." >&2; exit 1; }
case "$(uname -m)" in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) echo "The programs run on 64-bit x86 and Arm only." >&2; exit 1 ;;
esac

package=$(dotnet msbuild benchmarks/EdgeNet.Benchmarks -restore -getProperty:PkgMicrosoft_ML_OnnxRuntime -nologo)
library=$package/runtimes/$rid/native/libonnxruntime.so
dotnet publish benchmarks/WholeProcess/EdgeNet -c Release -r "$rid" -o "$work/edgenet" -nologo -v quiet
dotnet run -c Release --project src/EdgeNet.Cli -- export LeNet5 --out "$work/lenet5.onnx" >/dev/null
# The library is looked for by the name that it gives itself, beside the program.
ln -s "$library" "$work/libonnxruntime.so.1"
gcc -O2 -I "$package/build/native/include" -o "$work/digit" benchmarks/WholeProcess/OnnxRuntime/digit.c "$library" -Wl,-rpath,'$ORIGIN'

# A seven: a bar on top and a slanted stem, ink 1 and paper 0, as little-endian floats.
awk 'BEGIN { for (y = 0; y < 32; y++) for (x = 0; x < 32; x++) {
    ink = (y >= 7 && y <= 8 && x >= 10 && x <= 21) || (y > 8 && y <= 24 && x >= 20 - (y - 8) / 2 && x <= 22 - (y - 8) / 2)
    printf "%s", ink ? "\\x00\\x00\\x80\\x3f" : "\\x00\\x00\\x00\\x00" } }' | xargs -0 printf '%b' >"$work/picture"

ours() { "$work/edgenet/digit" "$work/picture"; }
theirs() { "$work/digit" "$work/lenet5.onnx" "$work/picture"; }
a=$(ours) b=$(theirs)
[ "$a" = "$b" ] || { echo "EdgeNet says $a, ONNX Runtime $b." >&2; exit 1; }

# EPOCHREALTIME is seconds with six decimals; without the point it is microseconds.
for ((i = 0; i < runs; i++)); do
    for program in ours theirs; do
        start=$EPOCHREALTIME
        $program >/dev/null
        end=$EPOCHREALTIME
        echo $((${end/./} - ${start/./})) >>"$work/$program.times"
    done
done
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
measured() { # PROGRAM FORMAT
    for _ in 1 2 3 4 5; do
        if [ "$1" = ours ]; then /usr/bin/time -f "$2" "$work/edgenet/digit" "$work/picture" 2>&1 >/dev/null
        else /usr/bin/time -f "$2" "$work/digit" "$work/lenet5.onnx" "$work/picture" 2>&1 >/dev/null; fi
    done
}
row() { awk -v name="$1" -v a="$2" -v b="$3" -v unit="$4" -v scale="$5" 'BEGIN { printf "| %s | %.1f %s | %.1f %s | %.1f |\n", name, a / scale, unit, b / scale, unit, b / a }'; }

echo "| one digit, whole process | EdgeNet, NativeAOT | C with ONNX Runtime | times less |"
echo "|---|---|---|---|"
row "start to answer, median of $runs" "$(median "$work/ours.times")" "$(median "$work/theirs.times")" ms 1000
row "peak memory" "$(measured ours %M | sort -n | tail -n 1)" "$(measured theirs %M | sort -n | tail -n 1)" MB 976.5625
row "size" "$(stat -c %s "$work/edgenet/digit")" "$(($(stat -c %s "$work/digit") + $(stat -c %s "$library") + $(stat -c %s "$work/lenet5.onnx")))" MB 1000000
measured ours '%R %F' | awk '{ print $1 + $2 }' >"$work/ours.faults"
measured theirs '%R %F' | awk '{ print $1 + $2 }' >"$work/theirs.faults"
awk -v a="$(median "$work/ours.faults")" -v b="$(median "$work/theirs.faults")" 'BEGIN { printf "| page faults | %d | %d | %.1f |\n", a, b, b / a }'
