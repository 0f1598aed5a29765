# Mastodon: what it asks for, and what becomes of its settings on a machine.
let
  lib = import <fedic/lib>;
  inherit (import ./deployed.nix)
    admin
    requests
    several
    single
    ;

  settings = {
    enable = true;
    hostname = "social.example.org";
  };
  with-settings = more: single { mastodon = settings // more; };
  machine = with-settings { };
  inherit (machine.services) mastodon;
in
{
  test-what-it-asks-for = {
    expr = lib.mapAttrs (_: request: lib.head (lib.attrNames request)) (requests "mastodon" settings);
    expected = {
      cache = "redis";
      copies = "backup";
      database = "postgresql";
      mail = "smtp-relay";
      media = "s3-bucket";
      name = "dns-record";
      server = "machine";
      web = "web-endpoint";
    };
  };
  test-switched-off-it-asks-for-nothing = {
    expr = requests "mastodon" (settings // { enable = false; });
    expected = { };
  };
  test-a-large-one-needs-a-large-machine = {
    expr = {
      inherit ((requests "mastodon" (settings // { size = "large"; })).server.machine) cores memoryMiB;
      inherit ((with-settings { size = "large"; }).services.mastodon) streamingProcesses webProcesses;
    };
    expected = {
      cores = 8;
      memoryMiB = 16384;
      streamingProcesses = 7;
      webProcesses = 8;
    };
  };

  test-the-database-is-a-socket-on-one-machine = {
    expr = { inherit (mastodon) database redis; };
    expected = {
      database = {
        createLocally = true;
        host = "/run/postgresql";
        name = "mastodon";
        user = "mastodon";
      };
      redis = {
        createLocally = true;
        enableUnixSocket = true;
      };
    };
  };
  test-mail-goes-through-the-relay = {
    expr = mastodon.smtp;
    expected = {
      createLocally = false;
      host = "smtp.example.org";
      port = 587;
      fromAddress = "noreply@social.example.org";
      authenticate = true;
      user = "fediverse";
      passwordFile = "/run/smtp-relay/mastodon/mail";
    };
  };
  test-media-is-in-the-bucket = {
    expr = lib.filterAttrs (name: _: lib.hasPrefix "S3_" name) mastodon.extraConfig;
    expected = {
      S3_ENABLED = "true";
      S3_BUCKET = "mastodon-media";
      S3_REGION = "garage";
      S3_ENDPOINT = "https://s3.garage.example.org";
      S3_HOSTNAME = "s3.garage.example.org";
      S3_PROTOCOL = "https";
      S3_ALIAS_HOST = "mastodon-media.web.garage.example.org";
      S3_OVERRIDE_PATH_STYLE = "false";
      S3_PERMISSION = "";
    };
  };
  test-keys-are-in-a-file-that-is-made-first = {
    expr = {
      inherit (mastodon) extraEnvFiles;
      inherit (machine.systemd.services.mastodon-keys) after before;
      in-the-store = lib.any (lib.hasPrefix "AWS_") (lib.attrNames mastodon.extraConfig);
    };
    expected = {
      extraEnvFiles = [ "/run/mastodon-keys/environment" ];
      after = [ "garage-key-mastodon-media.service" ];
      before = [
        "mastodon-web.service"
        "mastodon-sidekiq-all.service"
        "mastodon-init-db.service"
      ];
      in-the-store = false;
    };
  };
  test-keys-come-from-elsewhere-if-the-store-is-elsewhere = {
    expr = (several { mastodon = settings; }).mastodon.systemd.services.mastodon-keys ? after;
    expected = false;
  };

  test-a-certificate-for-its-name = {
    expr = machine.services.nginx.virtualHosts."social.example.org";
    expected = {
      forceSSL = true;
      enableACME = true;
      extraConfig = "client_max_body_size 99m;";
    };
  };
  test-settings-become-its-environment = {
    expr =
      builtins.intersectAttrs
        {
          SINGLE_USER_MODE = null;
          DEFAULT_LOCALE = null;
          EMAIL_DOMAIN_ALLOWLIST = null;
          DISABLE_AUTOMATIC_SWITCHING_TO_APPROVED_REGISTRATIONS = null;
        }
        (with-settings {
          singleUser = true;
          locale = "nl";
          emailDomains = [
            "example.org"
            "example.com"
          ];
          registrations = "open";
        }).services.mastodon.extraConfig;
    expected = {
      SINGLE_USER_MODE = "true";
      DEFAULT_LOCALE = "nl";
      EMAIL_DOMAIN_ALLOWLIST = "example.org|example.com";
      DISABLE_AUTOMATIC_SWITCHING_TO_APPROVED_REGISTRATIONS = "true";
    };
  };
  test-others-media-can-be-kept = {
    expr = (with-settings { mediaRetentionDays = null; }).services.mastodon.mediaAutoRemove;
    expected.enable = false;
  };
  test-who-may-sign-up-is-set-after-the-start = {
    expr = (with-settings { registrations = "closed"; }).systemd.services.mastodon-registrations.script;
    expected = "/run/current-system/sw/bin/mastodon-tootctl settings registrations close";
  };
  test-the-first-user-is-made-once = {
    expr =
      let
        inherit ((with-settings { inherit admin; }).systemd.services.mastodon-first-user) script;
      in
      {
        made = lib.hasInfix "accounts create ada --email ada@example.org" script;
        by-default = machine.systemd.services ? mastodon-first-user;
      };
    expected = {
      made = true;
      by-default = false;
    };
  };

  test-a-domain-is-needed = {
    expr = lib.deepSeq (requests "mastodon" { enable = true; }).web null;
    expectedError.msg = "hostname' was accessed but has no value defined";
  };
}
