{ name }:
{ lib, ... }:
{
  environments.${name} =
    { config, ... }:
    {
      resources.speaker.cowsay-host = { };
      implementation =
        { required-resources, ... }:
        {
          tf.output.said = config.resources.speaker.cowsay-host.apply (config.by-kind required-resources).cowsay-host;
        };
    };
}
