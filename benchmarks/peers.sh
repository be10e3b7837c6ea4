#!/usr/bin/env bash
# Installs the peers that tests and benchmarks measure against into benchmarks/node_modules, which git ignores.
# ONNX Runtime comes with its npm package: the package's own scripts, which would fetch GPU parts, are not run.
# Prints the library's path. Needs npm; does nothing where the library is there already.
set -euo pipefail

version=1.30.0
here=$(cd "$(dirname "$0")" && pwd)
case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) library=linux/x64/libonnxruntime.so.1 ;;
    Linux-aarch64) library=linux/arm64/libonnxruntime.so.1 ;;
    *) echo "peers.sh knows Linux on x86-64 and arm64 only; pass --onnxruntime PATH or set EDGENET_ONNXRUNTIME instead." >&2; exit 1 ;;
esac
library="$here/node_modules/onnxruntime-node/bin/napi-v6/$library"

if [ ! -f "$library" ]; then
    npm install --prefix "$here" --no-save --no-package-lock --ignore-scripts --no-audit --no-fund "onnxruntime-node@$version" >&2
fi
echo "$library"
