{ inputs, lib, ... }:
{
  applications.sign = {
    description = "A sign: ${inputs.kit.greeting}";
    module.options.text = lib.mkOption {
      type = lib.types.str;
      default = inputs.plain.lib.word;
    };
    implementation = settings: { };
  };
  environments.wall.implementation =
    { required-resources, deployment-name }: { tf.text = inputs.kit.inputs.plain.lib.word; };
}
