# Systemd units that the catalogue writes: each runs once, when the machine starts or when
# what it does has changed.
{ lib }:
let
  # Runs a script. `for` names the units that need what it does, `after` those it needs.
  once =
    {
      description,
      script,
      for ? [ ],
      after ? [ ],
      user ? "root",
      path ? [ ],
      environmentFiles ? [ ],
    }:
    {
      inherit description script;
      wantedBy = [ "multi-user.target" ];
      serviceConfig = {
        Type = "oneshot";
        RemainAfterExit = true;
        User = user;
      }
      // lib.optionalAttrs (environmentFiles != [ ]) { EnvironmentFile = environmentFiles; };
    }
    // lib.optionalAttrs (for != [ ]) {
      requiredBy = for;
      before = for;
    }
    // lib.optionalAttrs (after != [ ]) {
      requires = after;
      inherit after;
    }
    // lib.optionalAttrs (path != [ ]) { inherit path; };

  made = {
    hex-32 = "head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \\n'";
    base64-32 = "head -c 32 /dev/urandom | base64 -w 0";
    password = "head -c 18 /dev/urandom | base64 -w 0 | tr '+/' '-_'";
  };
in
{
  inherit once;

  # The name of a unit that does something for a request, `<application>/<id>`.
  named = what: request: "${what}-${lib.replaceStrings [ "/" ] [ "-" ] request}";

  # Ways to make a secret.
  ways = builtins.attrNames made;

  # Puts a secret into a file that only `owner` can read: the one at `from`, else a new one,
  # made once and kept.
  secret-file =
    {
      description,
      path,
      owner,
      from ? null,
      way ? "hex-32",
      for ? [ ],
    }:
    once {
      inherit description for;
      script = ''
        install -d -m 0755 ${dirOf path}
      ''
      + (
        if from != null then
          ''
            install -m 0400 -o ${owner} ${lib.escapeShellArg from} ${path}
          ''
        else
          ''
            if [ ! -s ${path} ]; then
              umask 077
              ${made.${way}} > ${path}.new
              chown ${owner} ${path}.new
              chmod 0400 ${path}.new
              mv ${path}.new ${path}
            fi
          ''
      );
    };

  # Writes `NAME=secret` lines for programs that take secrets from their environment.
  # `variables` has a file for each name, or `{ file; before; }` with text before the secret.
  environment-file =
    {
      description,
      path,
      variables,
      owner ? "root",
      for ? [ ],
      after ? [ ],
    }:
    once {
      inherit description for after;
      script = ''
        umask 077
        install -d -m 0755 ${dirOf path}
        {
      ''
      + lib.concatStrings (
        lib.mapAttrsToList (
          name: secret:
          let
            file = secret.file or secret;
          in
          ''
            printf '%s=%s%s\n' ${name} ${lib.escapeShellArg (secret.before or "")} "$(cat ${lib.escapeShellArg file})"
          ''
        ) variables
      )
      + ''
        } > ${path}.new
        chown ${owner} ${path}.new
        mv ${path}.new ${path}
      '';
    };
}
