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

# The options of the distribution, without that which its own Java may know alone.
sed -e '/^--sun-misc/d' -e 's|@home@|/opt/engram|' -i java.options
cat >>java.options <<END
-Dengram.logs=/tmp/engram-logs
-Dengram.terminal-level=INFO
END
# Java 24 and 25 warn that libraries use Unsafe; older ones don't know the option.
if java --sun-misc-unsafe-memory-access=allow -version >/dev/null 2>&1; then
  echo --sun-misc-unsafe-memory-access=allow >>java.options
fi

# Java's classes as they are in memory after a start, so that the next start need not read them. It fits
# only this Java, and these jars in this place. The parallel collector could not archive objects.
export ORT_DISABLE_TELEMETRY=1 OPT_OUT_TRACKING=true
java -Xmx1g @java.options -XX:DumpLoadedClassList=/tmp/classes -jar /opt/engram/lib/engram.jar demo --limit 3 --out /tmp/demo
java -Xmx1g @java.options -XX:-UseParallelGC -Xlog:cds=error -Xshare:dump -XX:SharedClassListFile=/tmp/classes \
  -XX:SharedArchiveFile=/opt/engram/lib/engram.jsa -jar /opt/engram/lib/engram.jar
echo -XX:SharedArchiveFile=/opt/engram/lib/engram.jsa >>java.options

mkdir -p /layers/libraries /layers/engram
mv engram* java.options /layers/engram
mv ./* /layers/libraries
