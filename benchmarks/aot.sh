#!/usr/bin/env bash
# aot.sh [NETWORK…]: every network (or those named) compiled by NativeAOT against the same code run by the JIT: one program for each, measured in turns of 2 ms.
# The runtime's settings narrow the JIT's vectors (DOTNET_EnableAVX512=0), and IlcInstructionSet=x86-64-v2 and such those of NativeAOT.
# Needs the .NET SDK and a C linker.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."
case "$(uname -m)" in
    x86_64) rid=linux-x64 ;;
    aarch64) rid=linux-arm64 ;;
    *) echo "NativeAOT is measured on 64-bit x86 and Arm only." >&2; exit 1 ;;
esac
out=artifacts/rounds-$rid
dotnet publish benchmarks/Rounds -c Release -r "$rid" -o "$out" -nologo -v quiet >&2
dotnet build benchmarks/Rounds -c Release -nologo -v quiet >&2
dotnet run -c Release --project benchmarks/EdgeNet.Benchmarks -- aot benchmarks/Rounds/bin/Release/net10.0/rounds.dll "$out/rounds" "$@"
