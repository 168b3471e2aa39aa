namespace Mingzheng.Packages;

/// <summary>How anybody checks a package with tools that the court did not write.</summary>
static class PackageReadme
{
    public const string Text = """
        授权委托见证包 · Package of a witnessed authorization

        一、全部核对（离线）：  mingzheng-verify <本文件夹或压缩包> --root root.pem --tsa tsa.pem --log-key log.vkey
            这个程序由明证的源代码编译：dotnet publish src/Mingzheng.Verify -c Release -o out/verify （.NET 10 SDK，任何系统），得到 out/verify/mingzheng-verify。
            三份公钥文件请向法院网站取得：/trust/root.pem、/trust/tsa.pem、/log/key。只用包内自带的公钥，只能说明包是完整的，不能证明它出自法院。
        二、文书签名：          将 trust/root.pem 导入 NSS 数据库后运行  pdfsig -nssdir <数据库> documents/power-of-attorney.pdf
        三、录音录像：          age -d -i recording.key recordings/principal-audio.webm.age > principal.webm ；  ffprobe principal.webm
        四、日志：              proof/checkpoint 由 trust/log.vkey 验证；proof/entries.jsonl 每行含盐、位置和到根的路径。

        1. Everything, offline:   mingzheng-verify <this folder or the zip> --root root.pem --tsa tsa.pem --log-key log.vkey
           The program is made from the source of Mingzheng: dotnet publish src/Mingzheng.Verify -c Release -o out/verify (.NET 10 SDK, any
           system) gives out/verify/mingzheng-verify.
           Take the three keys from the court's site: /trust/root.pem, /trust/tsa.pem, /log/key. With the keys of the package itself the
           check shows that it is whole, not that it is the court's.
        2. Signatures:            import trust/root.pem into an NSS database, then  pdfsig -nssdir <database> documents/power-of-attorney.pdf
        3. Recordings:            age -d -i recording.key recordings/principal-audio.webm.age > principal.webm ;  ffprobe principal.webm
        4. Log:                   proof/checkpoint is verified by trust/log.vkey; each line of proof/entries.jsonl has salt, position and path to the root.

        manifest.json 的 withheld 列出依法不向本包接收人提供的文书（对方的承诺书，载有对方的证件号码和住址）及其摘要；法院留存原件。
        withheld in manifest.json lists what the holder of this package has no right to (the other side's commitment, with its number and address)
        with its digest; the court keeps the document.

        recording.key 由法院另行交付给有权查看的人。 The court hands recording.key separately to those who may see the recording.

        """;
}
