#!/usr/bin/env bash
# The station for many frames: what it holds of memory and of open files while a recording is played over and over, with store, page and lines on.
# A letter comes, lies for six seconds and goes, at 30 frames a second; every fifth one is an event.
#   benchmarks/station.sh [FRAMES]     1,000,000 unless told otherwise; PROGRAM=… takes one that is published already
set -euo pipefail
cd "$(dirname "$0")/.."
frames=${1:-1000000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
program=${PROGRAM:-$work/publish/ZipReader}
[ -n "${PROGRAM:-}" ] || dotnet publish devices/ZipReader -c Release -r "linux-$([ "$(uname -m)" = aarch64 ] && echo arm64 || echo x64)" -o "$work/publish" -nologo -v quiet

# The letter and the table, as frames.
printf '[camera]\nsource = "devices/ZipReader/samples/envelope.png"\n' >"$work/camera.toml"
"$program" record "$work/letter" --config "$work/camera.toml" 2>"$work/record.txt"
read -r width height < <(sed -n '2p' "$work/letter/000000.pgm" | head -n 1)
mkdir "$work/recording"
{ printf 'P5\n%d %d\n255\n' "$width" "$height"; head -c $((width * height)) /dev/zero | tr '\0' 'Z'; } >"$work/table.pgm"
period=200 still=180
echo "file,milliseconds,number" >"$work/recording/frames.csv"
for ((i = 0; i < period; i++)); do
    picture=$work/letter/000000.pgm
    ((i < still)) || picture=$work/table.pgm
    ln "$picture" "$work/recording/$(printf '%06d' "$i").pgm"
    printf '%06d.pgm,%d,%d\n' "$i" $((i * 33)) "$i" >>"$work/recording/frames.csv"
done

port=$((20000 + $$ % 20000))
cat >"$work/station.toml" <<TOML
[lines]
to = "$work/lines.json"
[store]
path = "$work/events.db"
max_size = "16 MB"
[page]
port = $port
TOML
"$program" replay "$work/recording" --fast --times $((frames / period)) --config "$work/station.toml" 2>"$work/log.txt" &
station=$!
trap 'kill "$station" 2>/dev/null || true; wait "$station" || true; rm -rf "$work"' EXIT

# Every five seconds, without asking the station itself: seconds, RSS in kB, open files.
start=$SECONDS
while kill -0 "$station" 2>/dev/null; do
    sleep 5
    rss=$(awk '/^VmRSS/ { print $2 }' "/proc/$station/status" 2>/dev/null) || break
    [ -n "$rss" ] || break
    echo "$((SECONDS - start)) $rss $(find "/proc/$station/fd" -mindepth 1 2>/dev/null | wc -l)" | tee -a "$work/samples.txt" >"${SAMPLES:-/dev/null}"
done
status=0
wait "$station" || status=$?
trap 'rm -rf "$work"' EXIT
tail -n 2 "$work/log.txt"
echo "exit code $status after $((SECONDS - start)) s, $(wc -l <"$work/lines.json") events"
# The first tenth fills buffers, caches and the store.
awk -v status="$status" '
    { rss[NR] = $2; files[NR] = $3 }
    END {
        first = int(NR / 10) + 1
        least = most = rss[first]; fewest = greatest = files[first]
        for (i = first; i <= NR; i++) {
            if (rss[i] < least) least = rss[i]
            if (rss[i] > most) most = rss[i]
            if (files[i] < fewest) fewest = files[i]
            if (files[i] > greatest) greatest = files[i]
        }
        printf "after the first tenth: RSS %d to %d kB (%.1f %%), %d to %d open files\n", least, most, 100 * (most - least) / least, fewest, greatest
        exit status != 0 || most > 1.05 * least || greatest > fewest + 2
    }' "$work/samples.txt"
