# nginx, as NixOS runs it.
{
  config,
  options,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  inherit (import ../option.nix { inherit lib; }) option flag;
  cfg = config.services.nginx;

  lines = option types.lines "";
  text = option types.str;

  cache = {
    options = {
      enable = flag false "Whether there is this cache.";
      keysZoneName = text "cache" "The name of the zone of its keys.";
      keysZoneSize = text "10m" "The size of that zone.";
      levels = text "1:2" "How its folders nest.";
      useTempPath = flag false "Whether files are written elsewhere first.";
      inactive = text "10m" "When what nobody asks for is removed.";
      maxSize = text "1g" "How large it may be.";
    };
  };

  upstream = {
    options = {
      servers = option (types.attrsOf (
        types.submodule {
          freeformType = types.attrsOf (
            types.oneOf [
              types.bool
              types.int
              types.str
            ]
          );
          options.backup = flag false "Whether it is asked only if the others fail.";
        }
      )) { } "Servers by address.";
      extraConfig = lines "Further lines of the configuration.";
    };
  };

  listen = {
    options = {
      addr = mkOption {
        description = "The address.";
        type = types.str;
      };
      port = option (types.nullOr types.port) null "The port.";
      ssl = option (types.nullOr types.bool) null "Whether TLS is spoken.";
      proxyProtocol = flag false "Whether the proxy protocol is spoken.";
      extraParameters = option (types.listOf types.str) [ ] "Further parameters.";
    };
  };

  count = builtins.foldl' (sum: truth: if truth then sum + 1 else sum) 0;

  # What must hold for a virtual host.
  hostAssertions = name: host: [
    {
      assertion =
        count [
          host.addSSL
          host.onlySSL
          host.forceSSL
          host.rejectSSL
        ] <= 1;
      message = "Of `addSSL`, `onlySSL`, `forceSSL` and `rejectSSL` of `services.nginx.virtualHosts.\"${name}\"` at most one can be set";
    }
    {
      assertion = !(host.enableACME && host.useACMEHost != null);
      message = "`services.nginx.virtualHosts.\"${name}\"` has either a certificate of its own (`enableACME`) or that of another host (`useACMEHost`), not both";
    }
    {
      assertion = builtins.all (place: place.root == null || place.alias == null) (
        builtins.attrValues host.locations
      );
      message = "A place below `services.nginx.virtualHosts.\"${name}\"` has either a `root` or an `alias`, not both";
    }
  ];

  about = assertion: assertion // { about = [ options.services.nginx.virtualHosts ]; };

  hasTls = host: host.addSSL || host.onlySSL || host.forceSSL;

  wantedOf =
    host:
    lib.optional (hasTls host && !host.enableACME && host.useACMEHost == null) {
      inherit (host) sslCertificate sslCertificateKey;
    };
in
{
  options.services.nginx = {
    enable = flag false "Whether nginx runs here.";
    package = option types.package pkgs.nginxStable "The nginx that runs.";
    user = text "nginx" "The user that it runs as.";
    group = text "nginx" "The group that it runs as.";
    virtualHosts = option (types.attrsOf (types.submodule ./nginx/host.nix)) { } "Virtual hosts by name.";
    upstreams = option (types.attrsOf (types.submodule upstream)) { } "Groups of servers behind it.";
    proxyCachePath = option (types.attrsOf (types.submodule cache)) { } "Caches of what servers behind it answer.";
    proxyCache = option (types.submodule cache) { } "The cache of old releases.";
    proxyResolveWhileRunning = flag false "Whether names of servers behind it are looked up again.";
    proxyTimeout = text "60s" "How long servers behind it are waited for.";
    uwsgiTimeout = text "60s" "How long uwsgi servers are waited for.";
    clientMaxBodySize = text "10m" "How much can be sent to it at once.";
    recommendedBrotliSettings = flag false "Whether answers are packed with brotli.";
    recommendedGzipSettings = flag false "Whether answers are packed with gzip.";
    recommendedOptimisation = flag false "Whether the usual optimisations are on.";
    recommendedProxySettings = flag false "Whether the usual headers are passed on.";
    recommendedTlsSettings = flag false "Whether the usual settings of TLS are on.";
    recommendedUwsgiSettings = flag false "Whether the usual parameters are passed to uwsgi.";
    recommendedZstdSettings = flag false "Whether answers are packed with zstd.";
    experimentalZstdSettings = flag false "Whether answers are packed with zstd.";
    additionalModules = option (types.listOf types.raw) [ ] "Modules of nginx.";
    defaultListen = option (types.listOf (types.submodule listen)) [ ] "Where virtual hosts listen.";
    defaultListenAddresses = option (types.listOf types.str) [
      "0.0.0.0"
      "[::0]"
    ] "The addresses that virtual hosts listen on.";
    defaultHTTPListenPort = option types.port 80 "The port of plain HTTP.";
    defaultSSLListenPort = option types.port 443 "The port of TLS.";
    defaultMimeTypes = option types.path "/etc/nginx/mime.types" "The file of media types.";
    enableReload = flag false "Whether it takes new settings without a restart.";
    enableQuicBPF = flag false "Whether the kernel routes packets of QUIC.";
    serverTokens = flag false "Whether it tells its version.";
    statusPage = flag false "Whether the machine itself can ask for its status.";
    validateConfigFile = flag true "Whether the configuration is checked when the system is built.";
    gitweb.enable = flag false "Whether it shows git repositories.";
    gitweb.location = text "/gitweb" "Where it shows them.";
    gitweb.user = text "nginx" "The user that shows them.";
    gitweb.group = text "nginx" "The group that shows them.";
    gitweb.virtualHost = text "_" "The host that shows them.";
    sslCiphers = option (types.nullOr types.str) null "Ciphers of TLS.";
    sslDhparam = option (types.nullOr types.raw) null "A file with parameters of key exchanges.";
    sslProtocols = text "TLSv1.2 TLSv1.3" "Versions of TLS.";
    mapHashBucketSize = option (types.nullOr types.int) null "The size of a bucket of maps.";
    mapHashMaxSize = option (types.nullOr types.int) null "The size of maps.";
    serverNamesHashBucketSize = option (types.nullOr types.int) null "The size of a bucket of names.";
    serverNamesHashMaxSize = option (types.nullOr types.int) null "The size of the map of names.";
    typesHashMaxSize = option types.int 2688 "The size of the map of media types.";
    resolver = option (types.submodule {
      options = {
        addresses = option (types.listOf types.str) [ ] "Its addresses.";
        valid = text "" "How long its answers hold.";
        ipv4 = flag true "Whether addresses of version 4 are looked up.";
        ipv6 = flag true "Whether addresses of version 6 are looked up.";
      };
    }) { } "Where names are looked up.";
    tailscaleAuth = option types.raw { } "Hosts for which Tailscale says who asks.";
    sso = option types.raw { } "Single sign-on.";
    lua = option types.raw { } "Lua in nginx.";
    logError = text "stderr" "Where errors are logged.";
    preStart = lines "What is run before it starts.";
    stateDir = text "" "Where its state is, in old releases.";
    config = lines "The whole configuration, of one's own.";
    appendConfig = lines "What the configuration ends with.";
    prependConfig = lines "What the configuration begins with.";
    httpConfig = lines "The whole part about HTTP, of one's own.";
    appendHttpConfig = lines "What the part about HTTP ends with.";
    commonHttpConfig = lines "What the part about HTTP begins with.";
    eventsConfig = lines "The part about events.";
    streamConfig = lines "The part about streams.";
  };

  config = lib.mkIf cfg.enable {
    wanted = builtins.concatMap wantedOf (builtins.attrValues cfg.virtualHosts);
    assertions = map about (
      builtins.concatLists (lib.mapAttrsToList hostAssertions cfg.virtualHosts)
      ++ [
      {
        assertion =
          config.security.acme.acceptTerms
          || !builtins.any (host: host.enableACME) (builtins.attrValues cfg.virtualHosts);
        message = "Certificates are asked for (`enableACME`): `security.acme.acceptTerms` must say that you accept the terms of the authority";
      }
    ]);
  };
}
