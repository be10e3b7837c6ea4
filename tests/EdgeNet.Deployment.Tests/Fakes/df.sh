#!/bin/sh
# df for tests of disks that are full all the same.
printf 'Filesystem 1024-blocks Used Available Capacity Mounted on\nnone 99999999 0 99999999 0%% /\n'
