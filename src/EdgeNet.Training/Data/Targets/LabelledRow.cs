namespace EdgeNet.Training.Data;

/// <summary>A row of a table that names samples.</summary>
/// <param name="Path">The sample.</param>
/// <param name="Label">What stands in the column of classes.</param>
/// <param name="Cells">What stands in the columns of targets; empty where there are none.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct LabelledRow(string Path, string Label, string[] Cells, int Line);
