# Garage on a machine: the store, and a bucket in it. NixOS has options for the store only;
# buckets and keys are made by units that speak with it.
{ lib }:
let
  units = import ../../units.nix { inherit lib; };

  secrets = "/run/garage/environment";
  kept = "/var/lib/secrets/garage";

  proxied = port: {
    forceSSL = true;
    enableACME = true;
    extraConfig = "client_max_body_size 0;";
    locations."/" = {
      proxyPass = "http://127.0.0.1:${toString port}";
      extraConfig = ''
        proxy_buffering off;
        proxy_request_buffering off;
      '';
    };
  };

  # A new machine joins the store, once.
  layout = policy: ''
    node=$(garage node id -q | cut -c 1-16)
    if ! garage layout show | grep -q "$node"; then
      garage layout assign -z main -c ${toString policy.capacity-gib}GiB "$node"
      garage layout apply --version 1
    fi
  '';

  make-key = policy: bucket: ''
    install -d -m 0700 ${policy.keys}
    umask 077
    cd ${policy.keys}
    if [ ! -s ${bucket}.secret ]; then
      printf 'GK%s' "$(head -c 12 /dev/urandom | od -An -v -tx1 | tr -d ' \n')" > ${bucket}.id
      head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' > ${bucket}.secret
    fi
  '';

  make-bucket = policy: request: ''
    id=$(cat ${policy.keys}/${request.name}.id)
    secret=$(cat ${policy.keys}/${request.name}.secret)
    garage bucket info ${request.name} > /dev/null || garage bucket create ${request.name}
    garage key info "$id" > /dev/null || garage key import --yes -n ${request.name} "$id" "$secret"
    garage bucket allow --read --write --owner ${request.name} --key "$id"
    garage bucket website ${if request.public then "--allow" else "--deny"} ${request.name}
    garage bucket set-quotas --max-size ${
      if request.quota-gib == null then "none" else "${toString request.quota-gib}GiB"
    } ${request.name}
  '';

  # Who may read from other sites is only said through S3 itself.
  allow-origins =
    policy: request:
    let
      rules = builtins.toJSON {
        CORSRules = [
          {
            AllowedOrigins = request.cors.origins;
            AllowedMethods = request.cors.methods;
            AllowedHeaders = request.cors.headers;
          }
        ];
      };
    in
    lib.optionalString (request.cors.origins != [ ]) ''
      AWS_ACCESS_KEY_ID=$id AWS_SECRET_ACCESS_KEY=$secret AWS_DEFAULT_REGION=${policy.region} \
        aws --endpoint-url http://127.0.0.1:3900 s3api put-bucket-cors \
        --bucket ${request.name} --cors-configuration ${lib.escapeShellArg rules}
    '';
in
{
  # The store, as a policy describes it.
  store =
    policy:
    { pkgs, ... }:
    {
      services.garage = {
        enable = true;
        package = lib.mkDefault pkgs.garage_2;
        environmentFile = secrets;
        settings = {
          replication_factor = policy.replication-factor;
          db_engine = policy.db-engine;
          rpc_bind_addr = "[::]:3901";
          rpc_public_addr = lib.mkDefault "127.0.0.1:3901";
          s3_api = {
            api_bind_addr = "127.0.0.1:3900";
            s3_region = policy.region;
            root_domain = ".s3.${policy.domain}";
          };
          s3_web = {
            bind_addr = "127.0.0.1:3902";
            root_domain = ".web.${policy.domain}";
            index = "index.html";
          };
          admin.api_bind_addr = "127.0.0.1:3903";
        };
      };
      services.nginx.virtualHosts."s3.${policy.domain}" = proxied 3900;
      systemd.services = {
        garage-rpc-secret = units.secret-file {
          description = "Secret by which the machines of the store know each other";
          path = "${kept}/rpc";
          owner = "root";
        };
        garage-admin-token = units.secret-file {
          description = "Token of the store's administrator";
          path = "${kept}/admin";
          owner = "root";
        };
        garage-environment = units.environment-file {
          description = "Secrets of the store";
          path = secrets;
          variables = {
            GARAGE_RPC_SECRET = "${kept}/rpc";
            GARAGE_ADMIN_TOKEN = "${kept}/admin";
          };
          for = [ "garage.service" ];
          after = [
            "garage-rpc-secret.service"
            "garage-admin-token.service"
          ];
        };
        garage-layout = units.once {
          description = "Layout of the store";
          script = layout policy;
          after = [ "garage.service" ];
          path = [ pkgs.garage_2 ];
          environmentFiles = [ secrets ];
        };
      };
    };

  # A bucket, its key, and the name under which visitors find it.
  bucket =
    policy: request:
    { pkgs, ... }:
    {
      services.nginx.virtualHosts = lib.optionalAttrs request.public {
        "${request.name}.web.${policy.domain}" = proxied 3902;
      };
      systemd.services = {
        "garage-bucket-${request.name}" = units.once {
          description = "Bucket ${request.name}";
          script = make-bucket policy request + allow-origins policy request;
          after = [
            "garage-layout.service"
          ]
          ++ lib.optional policy.make-keys "garage-key-${request.name}.service";
          path = [
            pkgs.garage_2
            pkgs.awscli2
          ];
          environmentFiles = [ secrets ];
        };
      }
      // lib.optionalAttrs policy.make-keys {
        "garage-key-${request.name}" = units.once {
          description = "Key of the bucket ${request.name}";
          script = make-key policy request.name;
        };
      };
    };
}
