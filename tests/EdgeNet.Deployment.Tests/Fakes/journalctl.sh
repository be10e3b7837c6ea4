#!/bin/sh
cat "$(dirname "$(dirname "$0")")/state/journal"
