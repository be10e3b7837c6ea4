using System.Text;
using EdgeNet.Cli;
using EdgeNet.Cli.Output;

// JSON and tables are UTF-8 wherever they go; a byte order mark would spoil the first line.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return EdgeNetCommand.Run(args, CommandOutput.ForProcess());
