#!/usr/bin/env bash
# zipreader.sh [PICTURE [RUNS]]: publishes the core reader with NativeAOT and measures it on a picture, its sample unless given:
#   size             of the one file that goes to the device
#   peak memory      maximum resident set of a run, as the kernel counts it (GNU time's %M; the worst of five runs)
#   start to answer  wall time of the whole process, from before it is started until it has exited; median and fastest of RUNS
#                    (101 unless given) after one that fills the page cache. What it prints goes to /dev/null.
# Fails where a figure exceeds its limit. Needs the .NET SDK, a C linker and GNU time.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1

max_size_mb=3 max_memory_mb=30 max_milliseconds=50

root=$(cd "$(dirname "$0")/.." && pwd)
picture=${1:-$root/devices/ZipReader/samples/envelope.png}
runs=${2:-101}
case "$(uname -m)" in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) echo "ZipReader runs on 64-bit x86 and Arm only." >&2; exit 1 ;;
esac
[ -r "$picture" ] || { echo "There is no picture '$picture'." >&2; exit 1; }
[ -x /usr/bin/time ] || { echo "GNU time is missing: apt-get install time." >&2; exit 1; }

out=$root/artifacts/ZipReader-$rid
dotnet publish "$root/devices/ZipReader" -c Release -r "$rid" -p:ReaderOnly=true -o "$out" -nologo -v quiet
program=$out/ZipReader

"$program" "$picture"

memory_kb=$(for _ in 1 2 3 4 5; do /usr/bin/time -f %M "$program" "$picture" 2>&1 >/dev/null | tail -n 1; done | sort -n | tail -n 1)

# EPOCHREALTIME is seconds with six decimals; without the point it is microseconds.
times=$(for ((i = 0; i < runs; i++)); do
    start=$EPOCHREALTIME
    "$program" "$picture" >/dev/null
    end=$EPOCHREALTIME
    echo $((${end/./} - ${start/./}))
done | sort -n)

awk -v size="$(stat -c %s "$program")" -v memory="$memory_kb" -v times="$times" \
    -v limits="$max_size_mb $max_memory_mb $max_milliseconds" 'BEGIN {
        split(limits, limit, " ")
        count = split(times, t, "\n")
        mb = size / 1e6; rss = memory * 1024 / 1e6; median = t[int((count + 1) / 2)] / 1000
        printf "| size | %.2f MB | limit %d MB |\n", mb, limit[1]
        printf "| peak memory | %.1f MB | limit %d MB |\n", rss, limit[2]
        printf "| start to answer, median of %d | %.1f ms (fastest %.1f ms) | limit %d ms |\n", count, median, t[1] / 1000, limit[3]
        exit mb > limit[1] || rss > limit[2] || median > limit[3]
    }'
