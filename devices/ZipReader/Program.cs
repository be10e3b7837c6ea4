using EdgeNet.ZipReader.Commands;

return CommandLine.Run(args);
