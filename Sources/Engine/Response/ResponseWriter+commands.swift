import JSONBytes
import OperationPlanning
import TransportProtocols

extension ResponseWriter {
    /// The rules that kept a command from being done: one, or none.
    mutating func commandErrors(_ fields: [CommandErrorField], _ command: Int) {
        writer.append(literal: "[")
        if let refusal { commandError(fields, refusal.told(to: command)) }
        writer.append(literal: "]")
    }

    private mutating func commandError(
        _ fields: [CommandErrorField], _ refusal: CommandRefusal
    ) {
        members(fields) { writer, content in
            switch content {
            case .code: writer.writer.appendString(refusal.code)
            case .message: writer.writer.appendString(refusal.message)
            case .parameters(let fields): writer.parameters(fields, refusal.parameters)
            case .typeName, .name, .value: break
            }
        }
    }

    private mutating func parameters(
        _ fields: [CommandErrorField], _ parameters: [CommandRefusal.Parameter]
    ) {
        writer.append(literal: "[")
        for (index, parameter) in parameters.enumerated() {
            if index > 0 { writer.append(literal: ",") }
            members(fields) { writer, content in
                switch content {
                case .name: writer.writer.appendString(parameter.name)
                case .value: writer.writer.appendString(parameter.value)
                case .typeName, .code, .message, .parameters: break
                }
            }
        }
        writer.append(literal: "]")
    }

    private mutating func members(
        _ fields: [CommandErrorField],
        _ value: (inout ResponseWriter, CommandErrorField.Content) -> Void
    ) {
        let start = writer.count
        for field in fields {
            writer.append(raw: field.encodedName)
            if case .typeName(let name) = field.content {
                writer.append(raw: name)
            } else {
                value(&self, field.content)
            }
        }
        writer.closeObject(from: start)
    }
}

extension CommandRefusal {
    /// What a command of the operation says: why it was refused, or that another one was.
    fileprivate func told(to command: Int) -> CommandRefusal {
        command == self.command
            ? self
            : CommandRefusal(notDone: command, language)
    }

    private init(notDone command: Int, _ language: Language) {
        self.init(
            command: command, code: Self.notDoneCode, message: Self.notDone(language),
            parameters: [])
    }
}
