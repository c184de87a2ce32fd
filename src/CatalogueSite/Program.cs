using System.CommandLine.Invocation;
using Catalogue.Classifier.Rules;
using Catalogue.Site.Commands;

// This command reads the rules first of all: they may as well be read while the arguments are understood. What is wrong with them it tells itself.
if (args is ["assess", ..]) _ = Task.Run(RuleSet.LoadEmbedded);
else if (NativeProgram.IsThis) return NativeProgram.BecomeFull(args);

// Without a command the main job is run; options alone belong to it.
var words = args.Length == 0 || (args[0].StartsWith('-') && !CatalogueCommands.IsAboutAll(args[0])) ? ["run", .. args] : args;
var commands = NativeProgram.IsThis ? CatalogueCommands.CreateNative() : CatalogueCommands.Create();
var parsed = commands.Parse(words);
var code = await parsed.InvokeAsync();
return parsed.Action is ParseErrorAction ? CommandErrors.Usage : code;
