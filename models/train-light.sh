#!/bin/sh
# Trains the best network from scratch: three teachers, and the network that learns from them and
# from people. Takes about an hour on two cores.
#
#   models/train-light.sh VISCHEMA_PLUS [FOLDER OF RUNS]
set -eu

[ $# -ge 1 ] || {
  echo "usage: models/train-light.sh VISCHEMA_PLUS [FOLDER OF RUNS]" >&2
  exit 2
}
data=$1
runs=${2:-runs}
engram=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)/engram

train() {
  name=$1
  shift
  resume=
  [ ! -f "$runs/$name/config.json" ] || resume=--resume
  # shellcheck disable=SC2086 # empty, or one option
  "$engram" train --dataset "$data" --preset light --out "$runs/$name" $resume \
    --set network.side=160 --set lossSide=40 "$@"
}

train teacher-1 --seed 1 --epochs 60 --set network.width=32
train teacher-2 --seed 2 --epochs 30 --set network.width=32 --set network.dropout=0.3
train teacher-3 --seed 3 --epochs 30
train student --seed 1 --epochs 40 --model-version 2.0.0 --set network.width=32 --set mirrored=true \
  --set strategy.kind=distilled --set strategy.share=0.6 \
  --teacher "$runs/teacher-1" --teacher "$runs/teacher-2" --teacher "$runs/teacher-3"
