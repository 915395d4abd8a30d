# The bot as an image of one static program:
#
#   docker build -t dragoman .
#   docker run --rm -it -v dragoman:/state dragoman
#   docker run --rm dragoman ask who will attend the talks
#   docker run -d --restart unless-stopped -e TELEGRAM_TOKEN -v dragoman:/state dragoman serve
#   docker run -d ... -e DRAGOMAN_LISTEN=:9464 -p 127.0.0.1:9464:9464 dragoman serve   # with metrics
#   docker run --rm -it -v "$PWD/stories:/stories:ro" dragoman --story /stories/mine.yaml

FROM --platform=$BUILDPLATFORM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG TARGETOS
ARG TARGETARCH
ARG VERSION=
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -buildvcs=false -ldflags="-s -w -X main.version=$VERSION" -o /out/bot ./cmd/bot
RUN mkdir -m 0700 /out/state

FROM scratch
LABEL org.opencontainers.image.title="dragoman" \
      org.opencontainers.image.description="Answers readers' questions about a news story, with the source" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY LICENSE NOTICE /
# Whom to trust in TLS: the chat platforms are reached by it.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/bot /bot
# A new volume takes over the owner and the mode of the folder that it covers.
COPY --from=build --chown=65532:65532 /out/state /state
USER 65532:65532
VOLUME /state
ENV DRAGOMAN_STATE=/state/state.db
# Asks the bot that serves; where none does, the container chats in the terminal.
# It leaves the state alone: one process holds that.
HEALTHCHECK --interval=1m --timeout=10s --start-period=30s CMD ["/bot", "health", "--or-chat"]
ENTRYPOINT ["/bot"]
CMD ["chat"]
