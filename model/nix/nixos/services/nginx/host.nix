# A virtual host of nginx.
{ lib, ... }:
let
  inherit (lib) mkOption types;
  inherit (import ../../option.nix { inherit lib; }) option flag;

  text = option (types.nullOr types.str) null;

  listen = {
    options = {
      addr = mkOption {
        description = "The address, or `unix:` and the path of a socket.";
        type = types.str;
      };
      port = option (types.nullOr types.port) null "The port.";
      ssl = flag false "Whether TLS is spoken.";
      proxyProtocol = flag false "Whether the proxy protocol is spoken.";
      extraParameters = option (types.listOf types.str) [ ] "Further parameters.";
    };
  };
in
{
  options = import ./basic.nix { inherit lib; } // {
    serverName = text "Its name, if not the name here.";
    serverAliases = option (types.listOf types.str) [ ] "Further names.";
    listen = option (types.listOf (types.submodule listen)) [ ] "Where it listens, if not everywhere.";
    listenAddresses = option (types.listOf types.str) [ ] "The addresses that it listens on.";
    enableACME = flag false "Whether it gets a certificate of its own.";
    useACMEHost = text "The host whose certificate it uses.";
    acmeRoot = option (types.nullOr types.str) "/var/lib/acme/acme-challenge" "Where challenges are answered; null for DNS.";
    acmeFallbackHost = text "Where challenges that are not answered here are passed to.";
    addSSL = flag false "Whether it speaks TLS beside plain HTTP.";
    onlySSL = flag false "Whether it speaks TLS alone.";
    forceSSL = flag false "Whether plain HTTP is sent on to TLS.";
    rejectSSL = flag false "Whether TLS for this name is refused.";
    kTLS = flag false "Whether the kernel does TLS.";
    sslCertificate = mkOption {
      description = "A file with the certificate.";
      type = types.path;
    };
    sslCertificateKey = mkOption {
      description = "A file with the certificate's key.";
      type = types.path;
    };
    sslTrustedCertificate = option (types.nullOr types.path) null "A file with the authorities' certificates.";
    http2 = flag true "Whether HTTP/2 is spoken.";
    http3 = flag true "Whether HTTP/3 is spoken, where QUIC is.";
    http3_hq = flag false "Whether HTTP/0.9 over QUIC is spoken.";
    quic = flag false "Whether QUIC is spoken.";
    multipath = flag false "Whether multipath TCP is spoken.";
    reuseport = flag false "Whether every worker has a socket of its own.";
    root = option (types.nullOr types.path) null "The folder that paths are looked up in.";
    default = flag false "Whether it answers for names that no other host has.";
    globalRedirect = text "The host that everything is sent on to.";
    redirectCode = option (types.ints.between 300 399) 301 "The status of what is sent on.";
    locations = option (types.attrsOf (types.submodule ./location.nix)) { } "Places below it, by path.";
  };
}
