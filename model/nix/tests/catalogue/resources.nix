# Each kind of resource: what its policy grants, and what that puts on a machine.
let
  lib = import <fedic/lib>;
  inherit (import ./policies.nix) policy grant nixos plain;

  local-database = grant "postgresql" { } {
    database = "peertube";
    extensions = [ "pg_trgm" ];
  };
  remote-database = grant "postgresql" { host = "db.example.org"; } { database = "peertube"; };

  relay = grant "smtp-relay" {
    host = "smtp.example.org";
    username = "fediverse";
    password.credential = "relay";
  } {
    from = "noreply@social.example.org";
    owner = "mastodon";
  };

  bucket = grant "s3-bucket" { domain = "garage.example.org"; } {
    name = "media";
    cors.origins = [ "https://social.example.org" ];
    quota-gib = 20;
  };
  store = policy "s3-bucket" {
    domain = "garage.example.org";
    replication-factor = 3;
  };

  endpoint = grant "web-endpoint" { e-mail = "hostmaster@example.org"; };
  record = grant "dns-record" { host = "server.example.org"; };

  backup = grant "backup" {
    repository = "sftp:backup@backup.example.org:/srv/copies";
    password.file = "/run/keys/backup";
    keep.monthly = 0;
  };
in
{
  login-shell.test-a-user-with-all-packages = {
    expr = grant "login-shell" { username = "operator"; } { packages = { }; };
    expected.operator = {
      isNormalUser = true;
      packages = [ ];
      extraGroups = [ ];
    };
  };

  machine = {
    test-what-it-needs = {
      expr = plain (
        (policy "machine" { host = "one.example.org"; }).apply {
          resources = {
            "a/host".machine = {
              cores = 2;
              memoryMiB = 1024;
              diskGiB = 5;
              nixos = { };
            };
            "b/host".machine = {
              cores = 4;
              memoryMiB = 512;
              diskGiB = 10;
              nixos = { };
            };
          };
        }
      );
      expected = {
        host = "one.example.org";
        system = "x86_64-linux";
        cores = 4;
        memoryMiB = 1536;
        diskGiB = 15;
      };
    };
  };

  postgresql = {
    test-beside-the-application-through-a-socket = {
      expr = plain local-database;
      expected = {
        local = true;
        host = "/run/postgresql";
        port = null;
        database = "peertube";
        user = "peertube";
        password-file = null;
      };
    };
    test-the-server-and-the-database = {
      expr = (nixos local-database.nixos).services.postgresql;
      expected = {
        enable = true;
        ensureDatabases = [ "peertube" ];
        ensureUsers = [
          {
            name = "peertube";
            ensureDBOwnership = true;
          }
        ];
      };
    };
    test-extensions-need-the-superuser = {
      expr =
        let
          unit = (nixos local-database.nixos).systemd.services.postgresql-app-it;
        in
        {
          inherit (unit.serviceConfig) User;
          made = lib.hasInfix ''psql -d peertube -c 'CREATE EXTENSION IF NOT EXISTS "pg_trgm"' '' (
            lib.replaceStrings [ "\n" ] [ " " ] unit.script
          );
        };
      expected = {
        User = "postgres";
        made = true;
      };
    };
    test-on-a-server-elsewhere = {
      expr = plain remote-database;
      expected = {
        local = false;
        host = "db.example.org";
        port = 5432;
        database = "peertube";
        user = "peertube";
        password-file = "/run/keys/postgresql/peertube";
      };
    };
    test-a-server-elsewhere-needs-nothing-here = {
      expr = (nixos remote-database.nixos) ? services;
      expected = false;
    };
    test-an-unknown-extension = {
      expr = (grant "postgresql" { } {
        database = "a";
        extensions = [ "pg_tgrm" ];
      }).nixos;
      expectedError.msg = "is not of type .one of \"citext\"";
    };
  };

  mariadb = {
    test-beside-the-application-through-a-socket = {
      expr = plain (grant "mariadb" { } { database = "pixelfed"; });
      expected = {
        socket = "/run/mysqld/mysqld.sock";
        host = "localhost";
        port = 3306;
        database = "pixelfed";
        user = "pixelfed";
        password-file = null;
      };
    };
    test-the-database-and-its-user = {
      expr = removeAttrs (nixos (grant "mariadb" { } { database = "pixelfed"; }).nixos).services.mysql [
        "package"
      ];
      expected = {
        enable = true;
        ensureDatabases = [ "pixelfed" ];
        ensureUsers = [
          {
            name = "pixelfed";
            ensurePermissions."pixelfed.*" = "ALL PRIVILEGES";
          }
        ];
      };
    };
  };

  redis = {
    test-a-server-for-each-application = {
      expr =
        let
          granted = grant "redis" { } {
            name = "mastodon";
            persistent = true;
          };
        in
        plain granted // { servers = (nixos granted.nixos).services.redis.servers; };
      expected = {
        unix-socket = "/run/redis-mastodon/redis.sock";
        host = null;
        port = null;
        password-file = null;
        servers.mastodon = {
          enable = true;
          appendOnly = true;
        };
      };
    };
    test-a-server-elsewhere = {
      expr = plain (
        grant "redis" {
          host = "redis.example.org";
          password.file = "/run/keys/redis";
        } { name = "mastodon"; }
      );
      expected = {
        unix-socket = null;
        host = "redis.example.org";
        port = 6379;
        password-file = "/run/keys/redis";
      };
    };
  };

  s3-bucket = {
    test-how-it-is-reached = {
      expr = plain bucket;
      expected = {
        endpoint = "https://s3.garage.example.org";
        region = "garage";
        bucket = "media";
        public-host = "media.web.garage.example.org";
        public-url = "https://media.web.garage.example.org";
        path-style = true;
        access-key-id-file = "/var/lib/garage-keys/media.id";
        secret-access-key-file = "/var/lib/garage-keys/media.secret";
        units = [ "garage-key-media.service" ];
      };
    };
    test-what-makes-it = {
      expr =
        let
          inherit (nixos bucket.nixos) services systemd;
          does = text: lib.hasInfix text systemd.services.garage-bucket-media.script;
        in
        {
          units = lib.attrNames systemd.services;
          hosts = lib.attrNames services.nginx.virtualHosts;
          quota = does "set-quotas --max-size 20GiB media";
          website = does "website --allow media";
          cors = does "https://social.example.org";
        };
      expected = {
        units = [
          "garage-bucket-media"
          "garage-key-media"
        ];
        hosts = [ "media.web.garage.example.org" ];
        quota = true;
        website = true;
        cors = true;
      };
    };
    test-the-store = {
      expr = removeAttrs (nixos store.nixos).services.garage.settings [
        "s3_api"
        "s3_web"
        "admin"
      ];
      expected = {
        replication_factor = 3;
        db_engine = "sqlite";
        rpc_bind_addr = "[::]:3901";
        rpc_public_addr = "127.0.0.1:3901";
      };
    };
    test-keys-from-elsewhere-are-not-made = {
      expr =
        let
          given = grant "s3-bucket" {
            domain = "garage.example.org";
            make-keys = false;
            keys = "/run/keys";
          } { name = "media"; };
        in
        {
          inherit (given) units access-key-id-file;
          made = (nixos given.nixos).systemd.services ? garage-key-media;
        };
      expected = {
        units = [ ];
        access-key-id-file = "/run/keys/media.id";
        made = false;
      };
    };
  };

  web-endpoint = {
    test-a-virtual-host-with-a-certificate = {
      expr =
        (nixos
          (endpoint {
            hostname = "social.example.org";
            max-body-size = "100m";
          }).nixos
        ).services.nginx.virtualHosts;
      expected."social.example.org" = {
        forceSSL = true;
        enableACME = true;
        extraConfig = "client_max_body_size 100m;";
      };
    };
    test-a-program-behind-it = {
      expr =
        (nixos
          (endpoint {
            hostname = "social.example.org";
            upstream = "http://127.0.0.1:3000";
            websockets = true;
          }).nixos
        ).services.nginx.virtualHosts."social.example.org".locations;
      expected."/" = {
        proxyPass = "http://127.0.0.1:3000";
        proxyWebsockets = true;
      };
    };
    test-another-authority = {
      expr =
        (nixos
          (policy "web-endpoint" {
            e-mail = "hostmaster@example.org";
            acme-server = "https://acme.example.org/dir";
            acme-root = "/etc/ssl/acme.pem";
          }).nixos
        ).security;
      expected = {
        acme = {
          acceptTerms = true;
          defaults = {
            email = "hostmaster@example.org";
            server = "https://acme.example.org/dir";
          };
        };
        pki.certificateFiles = [ "/etc/ssl/acme.pem" ];
      };
    };
    test-a-name-that-is-none = {
      expr = (endpoint { hostname = "Social Example"; }).hostname;
      expectedError.msg = "is not of type .domain name";
    };
  };

  smtp-relay = {
    test-the-password-is-a-file-that-its-reader-owns = {
      expr = plain relay;
      expected = {
        host = "smtp.example.org";
        port = 587;
        security = "starttls";
        from = "noreply@social.example.org";
        username = "fediverse";
        password-file = "/run/smtp-relay/app/it";
      };
    };
    test-credentials-are-copied = {
      expr = (nixos relay.nixos).systemd.services.smtp-relay-app-it.script;
      expected = ''
        install -d -m 0755 /run/smtp-relay/app
        install -m 0400 -o mastodon /run/credentials/@system/relay /run/smtp-relay/app/it
      '';
    };
  };

  dns-record = {
    test-a-name-of-the-machine = {
      expr = plain (record { name = "social.example.org"; });
      expected = {
        name = "social.example.org";
        type = "CNAME";
        ttl = 3600;
        value = "server.example.org.";
      };
    };
    test-only-a-name-can-stand-for-a-machine = {
      expr =
        (record {
          name = "social.example.org";
          type = "A";
        }).value;
      expectedError = {
        type = "ThrownError";
        msg = "app/it. must say what its A record stands for";
      };
    };
    test-a-signed-update = {
      expr =
        (nixos
          (grant "dns-record" {
            host = "server.example.org";
            server = "ns1.example.org";
            key.file = "/run/keys/tsig";
          } { name = "social.example.org"; }).nixos
        ).systemd.services.dns-record-app-it.script;
      expected = ''
        nsupdate -k /run/keys/tsig <<'END'
        server ns1.example.org
        update delete social.example.org. CNAME
        update add social.example.org. 3600 CNAME server.example.org.
        send
        END
      '';
    };
  };

  secret = {
    test-one-that-is-made = {
      expr =
        let
          granted = grant "secret" { } { generate = "password"; };
          inherit ((nixos granted.nixos).systemd.services.secret-app-it) script;
        in
        {
          inherit (granted) path;
          kept = lib.hasInfix "if [ ! -s /var/lib/secrets/app/it ]" script;
        };
      expected = {
        path = "/var/lib/secrets/app/it";
        kept = true;
      };
    };
    test-one-that-was-given = {
      expr =
        (nixos
          (grant "secret" { } {
            from.file = "/run/keys/ada";
            owner = "peertube";
            for = [ "peertube.service" ];
          }).nixos
        ).systemd.services.secret-app-it;
      expected = {
        description = "Secret app/it";
        script = ''
          install -d -m 0755 /var/lib/secrets/app
          install -m 0400 -o peertube /run/keys/ada /var/lib/secrets/app/it
        '';
        wantedBy = [ "multi-user.target" ];
        requiredBy = [ "peertube.service" ];
        before = [ "peertube.service" ];
        serviceConfig = {
          Type = "oneshot";
          RemainAfterExit = true;
          User = "root";
        };
      };
    };
    test-a-literal-is-refused = {
      expr = (grant "secret" { } { from = "correct horse battery staple"; }).nixos.imports;
      expectedError.msg = "is not of type .*reference to a secret";
    };
    test-a-file-of-the-store-is-refused = {
      expr =
        (nixos
          (grant "secret" { } { from.file = "${builtins.storeDir}/0c0s0ff9mgvbrsx7ncb6zdq3yjw4hzyz-password"; }).nixos
        ).systemd.services.secret-app-it.script;
      expectedError.msg = "is not of type";
    };
  };

  backup = {
    test-what-is-copied = {
      expr = plain (backup {
        state = {
          database.postgresql = "mastodon";
          keys.files = "/var/lib/mastodon/secrets";
        };
      });
      expected = {
        repository = "sftp:backup@backup.example.org:/srv/copies/app";
        paths = [
          "/var/lib/mastodon/secrets"
          "/var/backup/postgresql"
        ];
      };
    };
    test-the-job-and-its-dumps = {
      expr = (nixos (backup { state.database.mariadb = "pixelfed"; }).nixos).services;
      expected = {
        mysqlBackup = {
          enable = true;
          location = "/var/backup/mysql";
          databases = [ "pixelfed" ];
        };
        restic.backups.app = {
          initialize = true;
          repository = "sftp:backup@backup.example.org:/srv/copies/app";
          paths = [ "/var/backup/mysql" ];
          passwordFile = "/run/keys/backup";
          timerConfig.OnCalendar = "*-*-* 03:00:00";
          pruneOpts = [
            "--keep-daily 7"
            "--keep-weekly 4"
            "--keep-monthly 0"
          ];
        };
      };
    };
  };

  test-one-request-at-a-time = {
    expr = (policy "redis" { }).apply { resources = lib.genAttrs [ "a/it" "b/it" ] (_: { }); };
    expectedError = {
      type = "ThrownError";
      msg = "grants one request at a time, and was called with 2: a/it, b/it";
    };
  };
}
