#!/usr/bin/env bash
# buildtime.sh [NETWORK]: how long `dotnet build` takes for a project with one network of EdgeNet.Models (AlexNet unless given) and nothing else, against an
# empty project: both cold (no bin, no obj, no compiler server), EdgeNet's own projects built before, as a package has them. Seconds of wall time and of processor time.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 UseSharedCompilation=false MSBUILDDISABLENODEREUSE=1
cd "$(dirname "$0")/.."
network=${1:-AlexNet}
work=artifacts/buildtime
rm -rf "$work"
mkdir -p "$work/Empty" "$work/Network"
project() { # FOLDER EXTRA
    cat >"$1/$(basename "$1").csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework>$2</PropertyGroup>
  <ItemGroup><ProjectReference Include="../../../src/EdgeNet/EdgeNet.csproj" /></ItemGroup>
</Project>
XML
    echo 'System.Console.WriteLine("built");' >"$1/Program.cs"
}
project "$work/Empty" ''
project "$work/Network" '<UseEdgeNetGenerator>true</UseEdgeNetGenerator>'
sed 's/namespace EdgeNet.Models;/using EdgeNet; namespace Project;/' src/EdgeNet.Models*/"$network.cs" >"$work/Network/$network.cs"

build() { # FOLDER → wall and processor seconds
    rm -rf "$work/$1/bin" "$work/$1/obj"
    local start=$EPOCHREALTIME
    dotnet build "$work/$1" -c Release -nologo -v quiet --no-dependencies >&2
    local end=$EPOCHREALTIME
    awk -v a="${start/,/.}" -v b="${end/,/.}" 'BEGIN { printf "%.1f\n", b - a }'
}
dotnet build "$work/Network" -c Release -nologo -v quiet >&2 # EdgeNet itself
for round in 1 2 3; do
    echo "round $round: empty $(build Empty) s, $network $(build Network) s"
done
