#!/bin/sh
# Runs in the first stage of an image's build, with the image's own Java: completes /opt/engram and
# sorts its lib/ into /layers by how often files change.
#   usage: prepare.sh [JAR]...   files of lib/ to leave out, with * for their versions
set -eu

cd /opt/engram/lib
for jar in "$@"; do
  # shellcheck disable=SC2086 # a pattern
  rm $jar
done

cat >java.options <<END
-Djava.awt.headless=true
-Dengram.home=/opt/engram
-Dengram.registry.home=/opt/engram/registry
-Dengram.logs=/tmp/engram-logs
-Dengram.terminal-level=INFO
-Djava.library.path=/opt/engram/native
-Donnxruntime.native.path=/opt/engram/native
-Dorg.bytedeco.javacpp.pathsFirst=true
-Dorg.bytedeco.javacpp.cacheLibraries=false
-DZstdNativePath=/opt/engram/native/libzstd-jni.so
-Dorg.xerial.snappy.lib.path=/opt/engram/native
-Djna.boot.library.path=/opt/engram/native
-Dlibrary.jline.path=/opt/engram/native
END
# Java 24 and 25 warn that libraries use Unsafe; older ones don't know the option.
if java --sun-misc-unsafe-memory-access=allow -version >/dev/null 2>&1; then
  echo --sun-misc-unsafe-memory-access=allow >>java.options
fi

# Java's classes as they are in memory after a start, so that the next start need not read them. It fits
# only this Java, and these jars in this place.
export ORT_DISABLE_TELEMETRY=1 OPT_OUT_TRACKING=true
java -Xmx1g @java.options -XX:DumpLoadedClassList=/tmp/classes -jar /opt/engram/lib/engram.jar demo --limit 3 --out /tmp/demo
java -Xmx1g @java.options -Xlog:cds=error -Xshare:dump -XX:SharedClassListFile=/tmp/classes \
  -XX:SharedArchiveFile=/opt/engram/lib/engram.jsa -jar /opt/engram/lib/engram.jar
cat >>java.options <<END
-XX:+UseParallelGC
-XX:SharedArchiveFile=/opt/engram/lib/engram.jsa
END

mkdir -p /layers/libraries /layers/engram
mv engram* java.options /layers/engram
mv ./* /layers/libraries
