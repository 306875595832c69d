# What trains, evaluates and retrains, on CPUs. README.md beside this tells how to build and run it.
ARG JAVA=docker.io/library/eclipse-temurin:25-jre
# What a release pins: @sha256:...
ARG JAVA_DIGEST=

FROM ${JAVA}${JAVA_DIGEST} AS prepared
COPY dist/target/engram /opt/engram
COPY docker/prepare.sh /
RUN sh /prepare.sh

FROM ${JAVA}${JAVA_DIGEST}
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /var/cache/engram --shell /usr/sbin/nologin engram \
  && install -d -o engram -g engram /work /var/cache/engram

# What changes seldom comes first.
COPY --from=prepared /opt/engram/native /opt/engram/native
COPY --from=prepared /layers/libraries /opt/engram/lib
COPY --from=prepared /opt/engram/models /opt/engram/models
COPY --from=prepared /layers/engram /opt/engram/lib

ENV JDK_JAVA_OPTIONS="-Xms64m -Xmx1g" \
    HOME=/var/cache/engram \
    XDG_CACHE_HOME=/var/cache/engram \
    DJL_CACHE_DIR=/var/cache/engram/djl \
    OMP_WAIT_POLICY=PASSIVE \
    TORCH_CPP_LOG_LEVEL=ERROR \
    MALLOC_ARENA_MAX=2 \
    ORT_DISABLE_TELEMETRY=1 \
    OPT_OUT_TRACKING=true \
    ENGRAM_LOG_FORMAT=json
USER 10001:10001
WORKDIR /work
# All that is written; the rest may be read-only.
VOLUME ["/tmp", "/var/cache/engram", "/work"]
EXPOSE 9465
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/opt/engram/lib/engram.jar", \
       "io.engram.cli.probe.Probe", "http://127.0.0.1:9465/health/ready"]
ENTRYPOINT ["java", "@/opt/engram/lib/java.options", "-jar", "/opt/engram/lib/engram.jar"]
CMD ["retrain", "--metrics-port=9465"]

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=
LABEL org.opencontainers.image.title="Engram: trainer" \
      org.opencontainers.image.description="Trains models on new data and promotes what is better." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/library/eclipse-temurin:25-jre"
