using System.Text;
using EdgeNet.Cli;
using EdgeNet.Cli.Output;
using EdgeNet.Safety;

// JSON and tables are UTF-8 wherever they go; a byte order mark would spoil the first line.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using IDisposable cleaning = CommandOutput.OnEnd(OutputFile.RemoveUnfinished);
return EdgeNetCommand.Run(args, CommandOutput.ForProcess());
