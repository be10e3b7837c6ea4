namespace EdgeNet.Cli.Data;

/// <summary>A record of a <see cref="CsvFile"/>.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Fields">Its fields.</param>
internal readonly record struct CsvRecord(int Line, string[] Fields);
