#!/bin/sh
# Measures Engram, its peers and a bare loop on an NVIDIA GPU: with CUDA, and with TensorRT where it
# is installed. README.md beside this says what it needs and what it prints.
#
#   GPU       which GPU, as nvidia-smi counts them (default 0)
#   COUNT     images of a drain (default 20000)
#   WARM_UP   images before them that are not measured (default 5000)
#   OUT       folder for tables, JSON, samples and TensorRT's engines (default benchmarks/gpu/target)
set -eu

# CUDA counts as nvidia-smi does, and sees all GPUs.
export CUDA_DEVICE_ORDER=PCI_BUS_ID
unset CUDA_VISIBLE_DEVICES

home=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
out=${OUT:-$home/benchmarks/gpu/target}
gpu=${GPU:-0}
sampler=

say() {
  echo "gpu/run.sh: $*" >&2
}

# Says everything that is missing, and ends.
check() {
  missing=
  check_gpu
  check_java
  check_libraries "CUDA 12" \
    "Install NVIDIA's packages cuda-libraries-12-8 (https://developer.nvidia.com/cuda-downloads), or: pip install nvidia-cuda-runtime-cu12 nvidia-cublas-cu12 nvidia-curand-cu12, and add their lib folders to LD_LIBRARY_PATH." \
    libcudart.so.12 libcublas.so.12 libcublasLt.so.12 libcurand.so.10
  check_libraries "cuDNN 9" \
    "Install NVIDIA's package libcudnn9-cuda-12 (https://developer.nvidia.com/cudnn-downloads), or: pip install nvidia-cudnn-cu12, and add its lib folder to LD_LIBRARY_PATH." \
    libcudnn.so.9
  if [ -n "$missing" ]; then
    say "nothing was measured, since this machine lacks what is named above."
    exit 1
  fi
}

lacks() {
  say "$*"
  missing=yes
}

check_gpu() {
  case $gpu in
    '' | *[!0-9]*)
      lacks "GPU $gpu: is no number. Set GPU to one that nvidia-smi -L lists."
      return
      ;;
  esac
  if ! command -v nvidia-smi >/dev/null; then
    lacks "nvidia-smi: not found. This needs a machine with an NVIDIA GPU and its driver (https://www.nvidia.com/drivers)."
  elif ! nvidia-smi -i "$gpu" >/dev/null 2>&1; then
    lacks "GPU $gpu: nvidia-smi does not find it. Set GPU to one that nvidia-smi -L lists."
  fi
}

check_java() {
  javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac
  version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p') || version=
  [ "${version:-0}" -ge 17 ] ||
    lacks "javac: version ${version:-unknown}. Install a JDK of version 17 or newer (https://adoptium.net), or set JAVA_HOME to one."
}

# check_libraries NAME REMEDY LIBRARY...
check_libraries() {
  name=$1 remedy=$2
  shift 2
  for library in "$@"; do
    has "$library" || {
      lacks "$name: $library not found. $remedy"
      return
    }
  done
}

# Whether the dynamic linker would find a library.
has() {
  if PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null | grep -qF "$1 "; then
    return 0
  fi
  (
    IFS=:
    set -f
    for folder in ${LD_LIBRARY_PATH:-}; do
      [ ! -e "$folder/$1" ] || exit 0
    done
    exit 1
  )
}

build() {
  say "building with ONNX Runtime for GPUs; the first time fetches 642 MB"
  (
    CDPATH='' cd -- "$home"
    ./mvnw -q -B -ntp -Pgpu -DskipTests package -pl benchmarks -am
  )
}

# bench DEVICE OPTION...
bench() {
  device=$1
  shift
  "$home/engram" bench "$@" batch.max-size=auto engine.device="$device" engine.gpus="$gpu" \
    engine.precision=fp16 engine.cache-folder="$out/engines"
}

# measure DEVICE
measure() {
  if [ "$1" = tensorrt ]; then
    # Which takes minutes for each size of batch, and nobody waits so long for an image.
    say "TensorRT builds its engines"
    bench tensorrt --only bare --rounds 1 --warm-up 64 --count 64 >/dev/null || return 1
  fi
  say "measuring with $1"
  nvidia-smi -i "$gpu" --query-gpu=utilization.gpu,memory.used --format=csv,noheader,nounits -l 1 \
    >"$out/$1.csv" &
  sampler=$!
  result=0
  bench "$1" --only bare,engram,kafka-streams,flink --warm-up "${WARM_UP:-5000}" \
    --count "${COUNT:-20000}" --json "$out/$1.json" >"$out/$1.md" || result=$?
  stop_sampling
  echo "## $1, fp16"
  echo
  cat "$out/$1.md"
  summarise "$out/$1.csv"
  echo
  return "$result"
}

# The GPU over the whole run: while contenders start and while nothing runs, it waits.
summarise() {
  awk -F', *' '
    $1 ~ /^[0-9]+$/ {
      all += $1; samples++
      if ($1 > 0) { busy += $1; busySamples++ }
      if ($2 + 0 > most) most = $2 + 0
    }
    END {
      if (samples == 0) { print "nvidia-smi took no samples."; exit }
      printf "GPU: busy %.0f%% of the time, %.0f%% over the seconds in which it was at all; %d MiB at most.\n",
        all / samples, busySamples ? busy / busySamples : 0, most
    }' "$1"
}

stop_sampling() {
  if [ -n "$sampler" ]; then
    kill "$sampler" 2>/dev/null || true
    sampler=
  fi
}

check
mkdir -p "$out/engines"
out=$(CDPATH='' cd -- "$out" && pwd -P)
trap stop_sampling EXIT
trap 'exit 130' INT TERM HUP
build
status=0
measure cuda || status=1
if has libnvinfer.so.10 && has libnvonnxparser.so.10; then
  measure tensorrt || status=1
else
  say "TensorRT 10: not found, so only CUDA was measured. Install NVIDIA's packages libnvinfer10, libnvinfer-plugin10 and libnvonnxparsers10, or: pip install tensorrt-cu12, and add its folder tensorrt_libs to LD_LIBRARY_PATH."
  status=1
fi
say "tables, JSON and samples are in $out"
exit "$status"
