# The stream processor, for machines with NVIDIA GPUs. README.md beside this tells how to build and run it.
ARG JAVA=docker.io/library/eclipse-temurin:25-jre
# What a release pins: @sha256:...
ARG JAVA_DIGEST=
# CUDA 12 and cuDNN 9, as ONNX Runtime needs them. Another base may bring TensorRT 10 besides.
ARG CUDA=docker.io/nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04
ARG CUDA_DIGEST=

FROM ${JAVA}${JAVA_DIGEST} AS java

FROM java AS prepared
COPY dist/target/engram /opt/engram
COPY docker/prepare.sh /
RUN sh /prepare.sh 'pytorch-native-*.jar' 'pytorch-jni-*.jar'

FROM ${CUDA}${CUDA_DIGEST}
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /var/cache/engram --shell /usr/sbin/nologin engram \
  && install -d -o engram -g engram /work /var/cache/engram

# What changes seldom comes first.
COPY --from=java /opt/java/openjdk /opt/java/openjdk
COPY --from=prepared /opt/engram/native /opt/engram/native
COPY --from=prepared /layers/libraries /opt/engram/lib
COPY --from=prepared /opt/engram/models /opt/engram/models
COPY --from=prepared /layers/engram /opt/engram/lib

ENV PATH=/opt/java/openjdk/bin:${PATH} \
    JDK_JAVA_OPTIONS="-Xms64m -Xmx640m" \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility \
    HOME=/var/cache/engram \
    XDG_CACHE_HOME=/var/cache/engram \
    MALLOC_ARENA_MAX=2 \
    ORT_DISABLE_TELEMETRY=1 \
    OPT_OUT_TRACKING=true \
    ENGRAM_LOG_FORMAT=json
USER 10001:10001
WORKDIR /work
# All that is written; the rest may be read-only.
VOLUME ["/tmp", "/var/cache/engram", "/work"]
EXPOSE 9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/opt/engram/lib/engram.jar", \
       "io.engram.cli.probe.Probe", "http://127.0.0.1:9464/health/ready"]
ENTRYPOINT ["java", "@/opt/engram/lib/java.options", "-jar", "/opt/engram/lib/engram.jar"]
CMD ["process", "--metrics-port=9464", "engine.device=cuda"]

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=
LABEL org.opencontainers.image.title="Engram: stream processor for GPUs" \
      org.opencontainers.image.description="Scores the images of Kafka topics: which regions will be remembered." \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="docker.io/nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04"
