namespace Mingzheng.Objects;

/// <summary>The key folder is not the one that the database belongs to; the court does not start.</summary>
public sealed class KeyFolderException(string folder, string what) : Exception($"""
    The key folder {Path.GetFullPath(folder)} does not belong to this database: {what}.
    Mount the right folder (Keys:Folder) or restore it from its backup, and start again; nothing was changed.
    To begin anew on purpose, give the court an empty database and an empty key folder: nobody can then open what was kept until now.
    """);
