# PeerTube: what it asks for, and what becomes of its settings on a machine.
let
  lib = import <fedic/lib>;
  inherit (import ./deployed.nix)
    admin
    requests
    single
    ;

  settings = {
    enable = true;
    hostname = "video.example.org";
  };
  with-settings = more: single { peertube = settings // more; };
  machine = with-settings { };
  inherit (machine.services) peertube;
in
{
  test-what-it-asks-for = {
    expr = lib.mapAttrs (_: request: lib.head (lib.attrNames request)) (
      requests "peertube" (settings // { inherit admin; })
    );
    expected = {
      cache = "redis";
      copies = "backup";
      database = "postgresql";
      key = "secret";
      mail = "smtp-relay";
      media = "s3-bucket";
      name = "dns-record";
      password = "secret";
      server = "machine";
      web = "web-endpoint";
    };
  };
  test-visitors-come-by-https = {
    expr = { inherit (peertube) enableWebHttps listenWeb localDomain; };
    expected = {
      enableWebHttps = true;
      listenWeb = 443;
      localDomain = "video.example.org";
    };
  };
  test-its-secret-is-made-on-the-machine = {
    expr = {
      inherit (peertube.secrets) secretsFile;
      inherit (machine.systemd.services.secret-peertube-key) before;
    };
    expected = {
      secretsFile = "/var/lib/secrets/peertube/key";
      before = [ "peertube.service" ];
    };
  };
  test-the-database-has-its-extensions = {
    expr = (requests "peertube" settings).database.postgresql;
    expected = {
      database = "peertube";
      user = "peertube";
      extensions = [
        "pg_trgm"
        "unaccent"
      ];
    };
  };
  test-media-is-in-the-bucket = {
    expr = {
      inherit (peertube.settings.object_storage) endpoint upload_acl web_videos;
    };
    expected = {
      endpoint = "https://s3.garage.example.org";
      upload_acl = {
        public = null;
        private = null;
      };
      web_videos = {
        bucket_name = "peertube-media";
        prefix = "videos/";
        base_url = "https://peertube-media.web.garage.example.org";
      };
    };
  };
  test-the-first-password-is-in-a-file = {
    expr =
      let
        inherit (with-settings { inherit admin; }) services systemd;
      in
      {
        inherit (services.peertube) serviceEnvironmentFile;
        inherit (services.peertube.settings) admin;
        inherit (systemd.services.peertube-keys) after;
        named = lib.hasInfix "PT_INITIAL_ROOT_PASSWORD '' \"$(cat /var/lib/secrets/peertube/password)\"" systemd.services.peertube-keys.script;
        copied = lib.hasInfix "/run/keys/ada" systemd.services.secret-peertube-password.script;
      };
    expected = {
      serviceEnvironmentFile = "/run/peertube-keys/environment";
      admin.email = "ada@example.org";
      after = [
        "garage-key-peertube-media.service"
        "secret-peertube-password.service"
      ];
      named = true;
      copied = true;
    };
  };
  test-limits-and-none = {
    expr =
      let
        limited =
          (with-settings {
            quota.totalGiB = 2;
            registrations.limit = 10;
            live.maxDurationMinutes = 5;
          }).services.peertube.settings;
      in
      {
        inherit (limited.user) video_quota video_quota_daily;
        inherit (limited.signup) limit;
        inherit (limited.live) max_duration;
      };
    expected = {
      video_quota = 2147483648;
      video_quota_daily = -1;
      limit = 10;
      max_duration = 300000;
    };
  };
  test-resolutions-are-switches = {
    expr = lib.attrNames (
      lib.filterAttrs (_: on: on)
        (with-settings {
          transcoding.resolutions = [
            240
            1080
          ];
        }).services.peertube.settings.transcoding.resolutions
    );
    expected = [
      "1080p"
      "240p"
    ];
  };
  test-live-video-needs-a-port = {
    expr = map (machine: lib.elem 1935 machine.networking.firewall.allowedTCPPorts) [
      machine
      (with-settings { live.enable = true; })
    ];
    expected = [
      false
      true
    ];
  };
  test-a-password-is-no-setting = {
    expr = with-settings {
      admin = admin // {
        password = "correct horse battery staple";
      };
    };
    expectedError.msg = "password' is not of type .*reference to a secret";
  };
  test-a-resolution-that-is-none = {
    expr = with-settings { transcoding.resolutions = [ 100 ]; };
    expectedError.msg = "is not of type .one of 144, 240";
  };
}
