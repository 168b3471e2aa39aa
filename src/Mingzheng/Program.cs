using Mingzheng;
using Mingzheng.Rooms.Media;

if (args.Contains("role=media"))
{
    return await MediaNode.Run(args);
}

var app = await CourtApp.Build(args);
await app.RunAsync();
return 0;
