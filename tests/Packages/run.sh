#!/usr/bin/env bash
# run.sh: packs everything into a feed of its own and, in an empty folder outside the repository that has this feed and NuGet's, does what a user does:
# installs the tool, builds a network of one's own, trains it for two epochs, publishes it ahead of time for linux-x64 and linux-arm64, and runs both in a
# root folder that holds nothing but the C library. Needs the .NET SDK, gcc and aarch64-linux-gnu-gcc, qemu-aarch64-static, and root or user namespaces.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
feed=$work/feed
say() { printf '%4d s  %s\n' "$SECONDS" "$*"; }
fail() { echo "tests/Packages/run.sh: $*" >&2; exit 1; }

# The solution has been analyzed; to do it again would be to compile it again.
dotnet pack "$root/src/Packages.slnf" -c Release -o "$feed" -nologo -v quiet -p:RunAnalyzersDuringBuild=false
say "packed: $(cd "$feed" && ls | tr '\n' ' ')"
limit() { # PACKAGE MEGABYTES
    local size
    size=$(stat -c %s "$feed/$1".0*.nupkg)
    say "$1: $((size / 1000)) kB"
    [ "$size" -le $(($2 * 1000000)) ] || fail "$1 has $size bytes; expected $2 MB at most."
}
limit EdgeNet 3
limit EdgeNet.Cli 60

# What other packages are in the machine's cache is used; EdgeNet's own come from the feed alone.
cache=${NUGET_PACKAGES:-$HOME/.nuget/packages}
mkdir -p "$work/cache"
for package in "$cache"/*/; do
    package=${package%/}
    case "${package##*/}" in edgenet* | '*') ;; *) ln -s "$package" "$work/cache" ;; esac
done
export NUGET_FALLBACK_PACKAGES="$work/cache" NUGET_PACKAGES="$work/packages"
cat >"$work/NuGet.config" <<XML
<configuration>
  <packageSources><clear /><add key="edgenet" value="feed" /><add key="nuget.org" value="https://api.nuget.org/v3/index.json" /></packageSources>
  <packageSourceMapping>
    <packageSource key="edgenet"><package pattern="EdgeNet*" /></packageSource>
    <packageSource key="nuget.org"><package pattern="*" /></packageSource>
  </packageSourceMapping>
</configuration>
XML
cp -r "$here/Digits" "$here/AllPackages" "$work"
cd "$work"

dotnet tool install EdgeNet.Cli --tool-path tools --configfile NuGet.config -v quiet
say "installed the tool"
edgenet=$work/tools/edgenet

dotnet build Digits -c Release -nologo -v quiet
say "built a network of one's own"
"$edgenet" train DigitNet --assembly Digits/bin/Release/net10.0/Digits.dll --epochs 2 --out Digits/DigitNet.safetensors
say "trained two epochs"
"$edgenet" evaluate DigitNet --assembly Digits/bin/Release/net10.0/Digits.dll --weights Digits/DigitNet.safetensors | head -n 1

# A root folder with the C library's files, as the program names them, and no more. An emulator runs another processor's programs in it.
bare_root() { # FOLDER LIBRARIES PROGRAM [EMULATOR]
    mkdir -p "$1"
    local name
    for name in $(readelf -d "$3" | sed -n 's/.*NEEDED.*\[\(.*\)\]/\1/p') "$(basename "$(readelf -l "$3" | sed -n 's/.*interpreter: \(.*\)\]/\1/p')")"; do
        case "$name" in
            libc.so.6 | libm.so.6 | libdl.so.2 | libpthread.so.0 | librt.so.1 | ld-linux*) ;;
            *) fail "$3 needs $name, which is not a part of the C library." ;;
        esac
        local folder
        for folder in $2; do [ -e "$folder/$name" ] && break; done
        mkdir -p "$1/lib" "$1/lib64"
        cp -L "$folder/$name" "$1/lib/$name"
        cp -L "$folder/$name" "$1/lib64/$name"
    done
    cp "$3" "$1/program"
    [ $# -lt 4 ] || cp "$(command -v "$4")" "$1/emulator"
}
run_bare() { # FOLDER COMMAND…
    local folder=$1
    shift
    # Without any variable: not even the path of what the machine has is known in there.
    if [ "$(id -u)" -eq 0 ]; then env -i "$(command -v chroot)" "$folder" "$@"; else env -i "$(command -v unshare)" -r "$(command -v chroot)" "$folder" "$@"; fi
}

expected='^7 [01]\.[0-9][0-9] of 0, '
for rid in linux-x64 linux-arm64; do
    dotnet publish Digits -c Release -r "$rid" -o "out-$rid" -nologo -v quiet
    if [ "$rid" = linux-x64 ]; then
        bare_root "root-$rid" "/lib/x86_64-linux-gnu /lib64 /usr/lib64 /lib" "out-$rid/Digits"
        line=$(run_bare "root-$rid" /program)
    else
        bare_root "root-$rid" "/usr/aarch64-linux-gnu/lib /lib/aarch64-linux-gnu" "out-$rid/Digits" qemu-aarch64-static
        line=$(run_bare "root-$rid" /emulator /program)
    fi
    say "$rid, $(stat -c %s "out-$rid/Digits") bytes, in a root with nothing but libc: $line"
    [[ $line =~ $expected ]] || fail "expected a line that matches $expected"
done

dotnet build AllPackages -c Release -nologo -v quiet
line=$(cd AllPackages && dotnet bin/Release/net10.0/AllPackages.dll)
say "every package: $line"
[[ $line == 02139* ]] || fail "expected the ZIP code 02139"
say "passed"
